import * as assert from 'node:assert/strict';
import {
  linesOf,
  readTyped,
  splitTyped,
  typedOf,
} from '../../../../../src/webview/form/chips/chipText';

describe('what is typed into a list', () => {
  it('ends a value with a comma', () => {
    assert.deepEqual(splitTyped('go'), { done: [], rest: 'go' });
    assert.deepEqual(splitTyped('go, rust,'), { done: ['go', 'rust'], rest: '' });
    assert.deepEqual(splitTyped('a,, b'), { done: ['a'], rest: 'b' });
    assert.deepEqual(splitTyped('Porto\\, PT,x'), { done: ['Porto, PT'], rest: 'x' });
  });

  for (const [text, value] of [
    ['  a b ', 'a b'],
    ['\\ a\\ ', ' a '],
    ['a\\,b', 'a,b'],
    ['C:\\new', 'C:\\new'],
    ['a\\\\b', 'a\\b'],
    ['a\\u000ab', 'a\nb'],
    ['\\', ''],
    ['  ', undefined],
    ['"senior engineer"', '"senior engineer"'],
  ] as const) {
    it(`reads ${JSON.stringify(text)}`, () => assert.equal(readTyped(text), value));
  }

  it('is written so that it is read as it was', () => {
    for (const value of [' ', '\\', 'a\\', ' a, b\\ ', 'a\nb', '\t', '\\u0041', ',', '  x  '])
      assert.deepEqual(splitTyped(`${typedOf(value)},`), { done: [value], rest: '' });
    // With Enter only: before a comma it would make that a part of the value.
    assert.equal(readTyped(typedOf('')), '');
  });

  it('has a value a line, when it is pasted', () => {
    assert.deepEqual(linesOf('a\r\n\n b, c \n'), ['a', 'b, c']);
  });
});
