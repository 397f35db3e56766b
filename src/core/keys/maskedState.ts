import type { State } from '../common/queuedState';
import { withMarks, type KeyFinder } from './keyMark';
import { mapTexts } from './mapTexts';

/**
 * A value with the mark in place of each key; the same value if it holds none. Short keys are not replaced: our own
 * names and words are values, too, and a short key may equal any of them.
 */
export const withoutKeys = <T>(value: T, keys: KeyFinder): T =>
  mapTexts(value, text => withMarks(text, keys, 'part'));

/** Keeps no key, whatever it is given: the last check before a value is kept between windows and sessions. */
export const maskedState = (state: State, keys: KeyFinder): State => ({
  get: key => state.get(key),
  update: (key, value) => state.update(key, withoutKeys(value, keys)),
});
