import * as assert from 'node:assert/strict';
import { summaryOf } from '../../../../src/webview/form/summary';
import { request } from '../../panel/fixtures';

describe('the summary of a draft', () => {
  it('sums a draft up in one line', () => {
    const draft = {
      ...request.draft,
      query: { q: 'a b', list: ['x', 'y'] },
      body: '{\n  "a": 1\n}',
    };
    assert.equal(summaryOf({ ...draft, path: {} }), 'q a b · list x, y · { "a": 1 }');
  });
});
