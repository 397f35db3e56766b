import * as assert from 'node:assert/strict';
import { plainText, textParts } from '../../../src/webview/textParts';

describe('a text on screen', () => {
  it('shows what must not act, and marks what was searched for', () => {
    const kinds = (text: string, query = '') =>
      textParts(text, query)
        .map(part => (part.kind === 'plain' ? part.text : `<${part.text}>`))
        .join('');
    assert.equal(kinds('a\u202eb\u001b[31m'), 'a<U+202E>b<U+001B>[31m');
    assert.equal(kinds('Go, go', 'GO'), '<Go>, <go>');
    assert.equal(kinds('İgo', 'go'), 'İgo'); // lower case of İ is longer: no wrong mark
    assert.equal(kinds(''), '');
    assert.equal(kinds('tab\tline\n'), 'tab\tline\n');
  });

  it('shows what is invisible in attributes too, and cuts what nobody listens to', () => {
    assert.equal(plainText('a\u202eb\u001b[31m'), 'aU+202EbU+001B[31m');
    assert.equal(plainText('x'.repeat(1_000_000)), `${'x'.repeat(500)}…`);
  });
});
