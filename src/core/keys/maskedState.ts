import type { State } from '../queuedState';
import { withMarks, type KeyFinder } from './keyMark';
import { mapTexts } from './mapTexts';

/** Keeps no key, whatever it is given: the last gate before what is kept between windows and sessions. */
export const maskedState = (state: State, keys: KeyFinder): State => ({
  get: key => state.get(key),
  update: (key, value) =>
    state.update(
      key,
      mapTexts(value, text => withMarks(text, keys)),
    ),
});
