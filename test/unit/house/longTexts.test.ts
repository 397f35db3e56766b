import assert from 'node:assert/strict';
import { formatJson } from '../../../src/core/body/formatJson';
import { jsonPlaceAt } from '../../../src/core/body/jsonPlace';
import { compareAnswers } from '../../../src/core/compare/compareAnswers';
import { bodyEdit } from '../../../src/core/diagnosis/bodyEdit';
import { diagnose } from '../../../src/core/diagnosis/diagnose';
import { check } from '../../../src/core/request/check';
import { appendEntries, editJson } from '../../../src/core/request/editJson';
import { findingRanges } from '../../../src/core/request/findingRange';
import { parseCurl } from '../../../src/core/snippets/parseCurl';
import { inTurns } from '../../../src/core/common/turns';
import { repeatedMembers } from '../../../src/webview/form/rawEdit';
import { draft, operationOf } from '../request/drafts';
import { answered } from './total';

/** As long as the longest curl line that is read. The square of it is more work than a case has time for. */
const long = 250_000;
const address = 'https://connect.jobo.world/api/jobs';
const times = (count: number, text: (n: number) => string) =>
  Array.from({ length: Math.floor(count) }, (_, n) => text(n)).join('');

describe('long texts, in steps by their length', () => {
  const lines: Readonly<Record<string, string>> = {
    'many addresses': `curl ${address} ${'a.b/ '.repeat(long / 5 - 50)}`,
    'many letters': `curl -${'s'.repeat(long)} ${address}`,
    'many unknown letters': `curl -${'q'.repeat(long)} ${address}`,
    'many headers': `curl ${address} ${times(long / 20, n => `-H 'x${n}: 1' `)}`,
    'blanks in a header': `curl ${address} -H 'x-one:${' '.repeat(long)}x'`,
    'many values': `curl '${address}?${times(long / 12, n => `a${n}=1&`)}'`,
    'one value many times': `curl '${address}?${'a=1&'.repeat(long / 5)}'`,
    'a long quote': `curl "${address}/search" -d '${'\\'.repeat(long)}'`,
    'a quote of escapes': `curl "${address}/search" -d "${'\\"'.repeat(long / 2 - 50)}"`,
  };
  for (const [what, line] of Object.entries(lines)) {
    it(`reads a curl line of ${what}`, () => {
      const pasted = parseCurl(line);
      assert.ok(pasted.ok);
      assert.equal(
        pasted.draft.operationId,
        line.includes('/search') ? 'searchJobsPost' : 'searchJobs',
      );
    });
  }

  it('refuses a longer one, and one of many keys, with a reason', () => {
    const problem = (line: string) => {
      const pasted = parseCurl(line);
      return pasted.ok || pasted.problem.code;
    };
    assert.equal(problem(`curl ${address} ${' '.repeat(300_000)}`), 'tooLong');
    const keys = times(2_000, n => `-H 'x-api-key: not-a-key-${n}' `);
    assert.equal(problem(`curl ${address} ${keys}${"-H 'x: y' ".repeat(9_000)}`), 'manyKeys');
    assert.equal(problem(`curl ${address} ${'a '.repeat(long / 2 - 50)}`), 'strayWord');
    assert.equal(problem(`curl ${address}${'/'.repeat(long)}x`), 'notAnOperation');
    assert.equal(problem(`curl ^"${address}/${'\\'.repeat(long)}x^"`), 'notAnOperation');
  });

  it('diagnoses an error that names a long field, and a body of many members', () => {
    const operation = operationOf('searchJobsPost');
    const body = `{${times(long / 12, n => `"u${n}":${n},`)}"page":900}`;
    const error = { errors: [{ field: '.'.repeat(long), message: 'must be at most 5' }] };
    const of = draft('searchJobsPost', { body });
    const bytes = Buffer.from(JSON.stringify(error));
    assert.equal(diagnose(answered(of, 400), operation, bytes, of)?.code, 'badRequest');
    const findings = check(of, operation);
    const ranges = findingRanges(body, findings);
    assert.equal(body.slice(ranges[0]?.start, ranges[0]?.end), '"u0"');
  });

  it('edits, completes and lays out a deep body', () => {
    const deep = '{"a":'.repeat(long) + '1' + '}'.repeat(long);
    assert.equal(jsonPlaceAt(deep, 5 * long)?.keys.length, long);
    const keys = Array.from({ length: long }, () => 'a');
    assert.equal(editJson(deep, keys, '2'), deep.replace('1', '2'));
    assert.equal(editJson(deep, [...keys.slice(1), 'b'], '2').length, deep.length + 6);
    assert.equal(formatJson(deep)?.replace(/\s/g, ''), deep);
  });

  it('takes out a member of a name that stands there many times', () => {
    const text = `{${'"a": 1, '.repeat(long / 4)}"b": 2}`;
    assert.equal(editJson(text, ['a'], undefined), '{"b": 2}');
    assert.deepEqual(repeatedMembers(text), ['a']);
    const of = draft('searchJobsPost', { body: `{"page":1,${' '.repeat(long)}"q":2}` });
    const at = { in: 'body', name: '', pointer: '/q' } as const;
    const edit = bodyEdit(of, { kind: 'removeValue', at, from: 2, upTo: 0 });
    assert.deepEqual(edit, { start: 9, end: of.body!.length - 1, text: '' });
  });

  it('puts a long list behind a list, spaced as it is', () => {
    const values = Array.from({ length: long / 10 }, (_, n) => String(n));
    assert.equal(appendEntries('[ ]', values), `[${values.join(', ')}]`);
    assert.equal(appendEntries('[\n  7\n]', ['8', '9', '10']), '[\n  7,\n  8,\n  9,\n  10\n]');
  });

  it('compares answers that hold one name many times', async () => {
    const answer = (last: number) => ({
      bytes: Buffer.from(`{${'"a":1,'.repeat(long / 4)}"a":${last}}`),
      contentType: 'application/json',
    });
    const compared = await inTurns(compareAnswers(answer(1), answer(2)));
    assert.equal(compared.kind === 'json' && compared.summary.figures.length, 1);
  });
});
