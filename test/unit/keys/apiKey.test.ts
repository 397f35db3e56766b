import assert from 'node:assert/strict';
import { illegalKeyPosition } from '../../../src/core/keys/apiKey';

describe('the characters of a key', () => {
  for (const [key, position] of [
    ['jbe_live_x-Y_0', undefined],
    ['abcd efgh', 5],
    ['abcd\nefgh', 5],
    ['abcd\u00e9fgh', 5],
    ['\u200babcd', 1],
    ['abc\u007f', 4],
    ['', undefined],
  ] as const) {
    it(`${JSON.stringify(key)}: ${position === undefined ? 'fine' : `illegal at ${position}`}`, () => {
      assert.equal(illegalKeyPosition(key), position);
    });
  }
});
