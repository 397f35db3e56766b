import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { posixShell } from '../../../src/core/snippets/posixShell';
import { readingsOf } from '../../../src/core/snippets/readings';
import { splitCommand, type Split } from '../../../src/core/snippets/splitCommand';
import { hostileText } from './anyDraft';

const textsOf = (split: Split | undefined) =>
  split && !split.problem ? split.words.map(({ text }) => text) : undefined;

const unknown = () => undefined;
const inSh = (line: string) => textsOf(splitCommand(line, 0, posixShell, { fill: unknown }));

/** As the shell would that the line looks most like. */
const likeliest = (line: string) => {
  const [first] = readingsOf(line, { at: 0, from: 0, isComment: false, fill: () => unknown });
  return textsOf(first);
};

describe('shell words', () => {
  it('are what sh makes of the line', () => {
    // No word of a shell holds it. Taken out after the quoting, it would leave its backslash to what follows.
    const texts = hostileText.map(text => text.replaceAll('\0', ''));
    const single = texts.map(text => `'${text.replaceAll("'", "'\\''")}'`);
    const double = texts.map(text => `"${text.replace(/[\\"$`]/g, '\\$&')}"`);
    const bare = texts.map(text =>
      text.replace(/[^]/gu, mark => (mark === '\n' ? '' : `\\${mark}`)),
    );
    const words = fc.array(
      fc
        .array(
          fc.oneof(
            single,
            double,
            bare.filter(text => text !== ''),
          ),
          { minLength: 1 },
        )
        .map(all => all.join('')),
      {
        minLength: 1,
        maxLength: 3,
      },
    );
    // Ten lines to a shell: to start one takes longer than all that it reads.
    const lines = fc.array(
      words.map(all => ['a', ...all].join(' \\\n ')),
      { minLength: 10, maxLength: 10 },
    );
    fc.assert(
      fc.property(lines, all => {
        const script = all.map(line => `set -- ${line}\nprintf '%s\\0' "$#" "$@"\n`).join('');
        const out = execFileSync('sh', ['-c', script]).toString().split('\0');
        for (const line of all) {
          const count = Number(out.shift());
          assert.deepEqual(inSh(line), out.splice(0, count));
        }
      }),
      { numRuns: 10 },
    );
  });

  for (const [what, line, words] of [
    ['$-quotes', String.raw`$'it\'s\n\x41\xc3\xa9\u0021\U1F980\101'`, ["it's\nAé!🦀A"]],
    ['pieces', `a'b c'"d"\\ e`, ['ab cd e']],
    ['an empty word', `a '' b`, ['a', '', 'b']],
    ['the next command', `a b | c`, ['a', 'b']],
    ['an unquoted address', `a http://x/?b=1&c=2`, ['a', 'http://x/?b=1&c=2']],
    ['cmd', 'a ^"b^\\^"c^%^5Ed^" ^\n  -H ^"e^\n\nf^"', ['a', 'b"c%5Ed', '-H', 'e\nf']],
    ['cmd, older', 'a "b ""c""" ^\r\n "e^f\\\\"', ['a', 'b "c"', 'e^f\\']],
    ['PowerShell', 'a \'it\'\'s\' `\n "b`"c""d`n" e', ['a', "it's", 'b"c"d\n', 'e']],
    ['an open quote', `a 'b`, undefined],
    ['another open quote', `a "b\\"`, undefined],
  ] as const) {
    it(`of ${what}`, () => assert.deepEqual(likeliest(line), words));
  }
});
