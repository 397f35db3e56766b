import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatJson } from '../../../src/core/body/formatJson';

describe('formatting JSON', () => {
  it('keeps every token to the letter', () => {
    assert.equal(
      formatJson(
        '{"id":12345678901234567890,"x":1.0,"e":1E+2, "a":"\\u0041, {", "n":[ ], "o":{\n}, "a":1}',
      ),
      '{\n  "id": 12345678901234567890,\n  "x": 1.0,\n  "e": 1E+2,\n  "a": "\\u0041, {",\n  "n": [],\n  "o": {},\n  "a": 1\n}',
    );
  });

  it('leaves alone what is not JSON', () => {
    for (const text of ['', '{', '{"a":1,}', 'hello']) assert.equal(formatJson(text), undefined);
  });

  it('writes what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.json(), text => {
        const value: unknown = JSON.parse(text);
        assert.equal(formatJson(JSON.stringify(value)), JSON.stringify(value, null, 2));
      }),
    );
  });
});
