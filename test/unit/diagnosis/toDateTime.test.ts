import assert from 'node:assert/strict';
import { toDateTime } from '../../../src/core/diagnosis/toDateTime';

describe('a time', () => {
  for (const [text, expected] of [
    ['2026-01-31', '2026-01-31T00:00:00Z'],
    ['2026-1-5 9:05', '2026-01-05T09:05:00Z'],
    ['2026-01-31T09:00:00', '2026-01-31T09:00:00Z'],
    ['2026-01-31T09:00:00.25+0200', '2026-01-31T09:00:00.25+02:00'],
    ['31.01.2026', '2026-01-31T00:00:00Z'],
    ['1/31/2026', '2026-01-31T00:00:00Z'],
    ['31/01/2026', '2026-01-31T00:00:00Z'],
    ['1769850000', '2026-01-31T09:00:00Z'],
    ['1769850000000', '2026-01-31T09:00:00Z'],
    ['31 Jan 2026', '2026-01-31T00:00:00Z'],
    ['Sat, 31 Jan 2026 09:00:00 GMT', '2026-01-31T09:00:00Z'],
    ['03/04/2026', undefined],
    ['2026-02-30', undefined],
    ['2026-13-01', undefined],
    ['yesterday', undefined],
    ['', undefined],
  ] as const) {
    it(`"${text}" is ${expected ?? 'none'}`, () => {
      assert.equal(toDateTime(text), expected);
    });
  }
});
