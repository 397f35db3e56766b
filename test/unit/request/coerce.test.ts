import assert from 'node:assert/strict';
import { coerce } from '../../../src/core/request/coerce';
import type { Schema } from '../../../src/core/catalog/operation';

const list = (items: Schema): Schema => ({ type: 'array', items });
const rows: readonly [string, unknown, Schema, unknown][] = [
  ['an integer from text', '25', { type: 'integer' }, 25],
  ['an integer with blanks and a sign', ' -7 ', { type: 'integer' }, -7],
  ['no integer from a fraction', '2.5', { type: 'integer' }, '2.5'],
  [
    'no integer where digits would be lost',
    '9007199254740993',
    { type: 'integer' },
    '9007199254740993',
  ],
  ['no integer from an empty text', '', { type: 'integer' }, ''],
  ['a number from a fraction', '2.5', { type: 'number' }, 2.5],
  ['no number from an exponent', '1e3', { type: 'number' }, '1e3'],
  ['true', 'true', { type: 'boolean' }, true],
  ['false', 'false', { type: 'boolean' }, false],
  ['no boolean from another word', 'yes', { type: 'boolean' }, 'yes'],
  ['no boolean from a number', '1', { type: 'boolean' }, '1'],
  ['a list from commas, trimmed', 'a, b,c', list({ type: 'string' }), ['a', 'b', 'c']],
  ['an empty list from an empty text', '', list({ type: 'string' }), []],
  ['typed items', '1,x', list({ type: 'integer' }), [1, 'x']],
  ['items of a list', ['1', '2'], list({ type: 'integer' }), [1, 2]],
  ['text from a number', 5, { type: 'string' }, '5'],
  ['text from a boolean', false, { type: 'string' }, 'false'],
  ['a number stays one', 5, { type: 'integer' }, 5],
  ['nothing known, nothing changed', '5', {}, '5'],
  ['an object is left for check', { a: 1 }, { type: 'integer' }, { a: 1 }],
  ['through an allOf', '5', { allOf: [{ type: 'integer' }] }, 5],
  ['the first type that fits', 'true', { type: ['boolean', 'null'] }, true],
];

describe('coerce', () => {
  for (const [what, value, schema, expected] of rows) {
    it(`reads ${what}`, () => {
      assert.deepEqual(coerce(value, schema), expected);
    });
  }
});
