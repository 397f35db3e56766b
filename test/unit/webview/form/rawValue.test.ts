import * as assert from 'node:assert/strict';
import { readText, showText } from '../../../../src/webview/form/rawValue';

describe('values of the form', () => {
  const integer = { type: 'integer' };
  for (const [text, raw] of [
    ['25', '25'],
    [' 25 ', '25'],
    ['-1', '-1'],
    ['1.0', '1.0'],
    ['12345678901234567890', '12345678901234567890'],
    ['1e999', '1e999'],
    ['007', '7'],
    ['.5', '0.5'],
    ['', undefined],
    ['  ', undefined],
    ['many', '"many"'],
    ['0x10', '"0x10"'],
  ] as const) {
    it(`reads ${JSON.stringify(text)} where a number belongs`, () => {
      assert.equal(readText(text, integer), raw);
    });
  }

  it('reads text as it is typed, and shows it again', () => {
    assert.equal(readText(' a ', { type: 'string' }), '" a "');
    assert.equal(readText('1', { type: ['string', 'null'] }), '"1"');
    assert.equal(readText('true', { type: 'boolean' }), 'true');
    assert.equal(readText('yes', { type: 'boolean' }), '"yes"');
    assert.deepEqual(['"\\u00e9"', '1.0', undefined].map(showText), ['é', '1.0', '']);
  });
});
