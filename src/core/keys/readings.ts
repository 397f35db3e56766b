import { illegalKeyPosition } from './apiKey';
import { codesOf, lettersOf, textOf } from './letters';
import { unescaped } from './unescape';

/** A text, and what it stands for where it is escaped, step by step: each of them could be sent as a key. */
export function readings(key: string): readonly string[] {
  const all = [key];
  let letters = unescaped(lettersOf(codesOf(key)));
  while (letters) {
    all.push(textOf(letters.codes, letters.from, letters.to));
    letters = unescaped(letters);
  }
  return all.filter(text => text !== '' && illegalKeyPosition(text) === undefined);
}
