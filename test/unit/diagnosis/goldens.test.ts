import assert from 'node:assert/strict';
import { applyFix } from '../../../src/core/diagnosis/applyFix';
import { rules } from '../../../src/core/diagnosis/rules';
import { check } from '../../../src/core/request/check';
import { operationOf } from '../request/drafts';
import { draftOf, explainGolden, fixText, goldens, type Golden } from './goldens';

/** Where an answer has its figures: a case of its own for each. */
function figuresOf({ body, headers = {}, status }: Golden): string {
  if (status !== 402) return '';
  const inBody = JSON.stringify(body ?? '').includes('credits_required') ? 'body ' : '';
  const inHeaders = Object.keys(headers).some(name => name.startsWith('x-credits'))
    ? 'headers'
    : '';
  return inBody + inHeaders;
}

function codeOf({ body }: Golden): string {
  const { code } = { ...(body as { code?: unknown } | undefined) };
  return typeof code === 'string' ? code : '';
}

const nameOf = (golden: Golden) =>
  [golden.status, golden.operation, golden.family, codeOf(golden), figuresOf(golden)]
    .filter(part => part !== '')
    .join(' ');

describe('the corpus of answers', () => {
  for (const golden of goldens) {
    it(`${golden.file} ${nameOf(golden)} is ${golden.code ?? 'nothing to explain'}`, () => {
      const diagnosis = explainGolden(golden);
      const expected = { code: golden.code ?? undefined, fixes: golden.fixes };
      assert.deepEqual(
        { code: diagnosis?.code, fixes: diagnosis?.fixes.map(fixText) ?? [] },
        expected,
      );
      for (const [fact, value] of Object.entries(golden.facts ?? {}))
        assert.equal(diagnosis?.facts[fact], value, fact);
    });
  }

  it('holds 120 answers or more, no two of the same kind', () => {
    const names = goldens.map(nameOf);
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    assert.deepEqual(twice, []);
    assert.ok(goldens.length >= 120, String(goldens.length));
  });

  it('reaches every code that an answer can have', () => {
    const reached = new Set(goldens.map(({ code }) => code));
    const answered = rules.slice(
      rules.findIndex(({ code }) => code === 'badCursor'),
      rules.findIndex(({ code }) => code === 'redirected') + 1,
    );
    for (const { code } of answered) assert.ok(reached.has(code), code);
    for (const code of ['notSucceeded', 'warned', 'noRows', 'pageBeyond'] as const)
      assert.ok(reached.has(code), code);
  });

  it('offers changes that really change the request, and mend what they are about', () => {
    for (const golden of goldens) {
      const draft = draftOf(golden);
      for (const fix of explainGolden(golden)?.fixes ?? []) {
        if (!draft || (fix.kind !== 'setValue' && fix.kind !== 'removeValue')) continue;
        const next = applyFix(draft, fix);
        const name = `${nameOf(golden)}: ${fixText(fix)}`;
        assert.notDeepEqual(next, draft, name);
        const operation = operationOf(draft.operationId);
        const before = check(draft, operation).length;
        assert.ok(check(next, operation).length <= before, name);
      }
    }
  });
});
