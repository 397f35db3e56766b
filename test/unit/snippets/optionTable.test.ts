import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { curlArguments } from '../../../src/core/snippets/curlArguments';
import { optionOfLetter, optionOfName } from '../../../src/core/snippets/optionTable';
import { G } from './lines/row';

interface Listed {
  readonly name: string;
  readonly letter?: string;
  readonly takesValue: boolean;
}

/** Of curl 7.88 and 8.17, an option a line: its name, its letter, and whether it takes a value. */
const kept = readFileSync(path.resolve(__dirname, '../../golden/curlOptions.txt'), 'utf8')
  .trim()
  .split('\n')
  .map((line): Listed => {
    const [, name = '', letter, value] = /^(\S+)(?: -(.))?( value)?$/.exec(line) ?? [];
    return { name, takesValue: value !== undefined, ...(letter !== undefined && { letter }) };
  });

/** What the curl of this machine says of itself; undefined where there is none, or one that has no such list. */
function listedHere(): readonly Listed[] | undefined {
  const { stdout, error } = spawnSync('curl', ['--help', 'all'], { encoding: 'utf8' });
  if (error) return undefined;
  const found = [...stdout.matchAll(/^ *(?:-(.), )? *--([\w.-]+)( [<[])?/gm)];
  if (found.length === 0) return undefined;
  return found.map(([, letter, name = '', value]) => ({
    name,
    takesValue: value !== undefined,
    ...(letter !== undefined && { letter }),
  }));
}

const word = (text: string) => ({ text, at: 0, holes: [] });

function isKnown({ name, letter, takesValue }: Listed): void {
  assert.equal(optionOfName(name)?.takesValue, takesValue, name);
  assert.equal(optionOfName(name)?.isOff ?? false, /^no-/.test(name), name);
  if (letter === undefined) return;
  const { name: long, takesValue: andLetter } = optionOfLetter(letter) ?? assert.fail(letter);
  assert.equal(andLetter, takesValue, letter);
  // `-N` is listed as `--no-buffer`.
  assert.equal(long, optionOfName(name)?.name);
}

/** The words that are taken for addresses. */
const addressesOf = (...words: string[]): readonly string[] => {
  const parsed = curlArguments(words.map(word));
  if (!parsed.ok) assert.fail(parsed.problem.code);
  return parsed.args.filter(({ name }) => name === 'address').map(({ value }) => value);
};

describe('the table of curl options', () => {
  it('is whole: it has every option that `curl --help all` lists here, or the kept list where curl is not here', () => {
    const listed = listedHere() ?? kept;
    assert.ok(listed.length > 200);
    listed.forEach(isKnown);
  });

  it('is whole: it has every option of the kept list, with those of newer versions', () => {
    assert.ok(kept.length > 260);
    kept.forEach(isKnown);
  });

  it('takes no value for the address, whichever option stands before it', () => {
    const value = 'https://value.example/';
    for (const { name, letter, takesValue } of kept) {
      if (name === 'next') continue;
      const given = takesValue ? [value] : [];
      assert.deepEqual(addressesOf(`--${name}`, ...given, G), [G], name);
      if (letter === undefined) continue;
      assert.deepEqual(addressesOf(`-${letter}`, ...given, G), [G], letter);
      assert.deepEqual(addressesOf(`-s${letter}`, ...given, G), [G], letter);
      if (takesValue) assert.deepEqual(addressesOf(`-${letter}${value}`, G), [G], letter);
    }
  });

  it('knows the beginning of one name, and no other', () => {
    assert.equal(optionOfName('user-a')?.name, 'user-agent');
    assert.equal(optionOfName('dat'), undefined);
    assert.equal(optionOfName('no-data'), undefined);
    assert.equal(optionOfName('expand-silent'), undefined);
    assert.equal(optionOfName('constructor'), undefined);
  });
});
