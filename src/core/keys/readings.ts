import { illegalKeyPosition } from './apiKey';
import { codesOf, lettersOf, textOf } from './letters';
import { unescaped } from './unescape';

/** The text of a key, and each step of unescaping it: each of these could be sent as a key. */
export function readings(key: string): readonly string[] {
  const all = [key];
  let letters = unescaped(lettersOf(codesOf(key)));
  while (letters) {
    all.push(textOf(letters.codes, letters.from, letters.to));
    letters = unescaped(letters);
  }
  return all.filter(text => text !== '' && illegalKeyPosition(text) === undefined);
}
