import type { State } from '../common/queuedState';
import { withMarks, type KeyFinder } from './keyMark';
import { mapTexts } from './mapTexts';

/**
 * A value with a mark in the place of each key; the same value where there is none. Not of a short one: names and words of
 * ours are values, too, and what somebody took for a key may be any of them.
 */
export const withoutKeys = <T>(value: T, keys: KeyFinder): T =>
  mapTexts(value, text => withMarks(text, keys, 'part'));

/** Keeps no key, whatever it is given: the last gate before what is kept between windows and sessions. */
export const maskedState = (state: State, keys: KeyFinder): State => ({
  get: key => state.get(key),
  update: (key, value) => state.update(key, withoutKeys(value, keys)),
});
