import assert from 'node:assert/strict';
import { parseQuery } from '../../../src/core/history/query';

describe('parseQuery', () => {
  it('reads fields, words, quotes and what must not be', () => {
    assert.deepEqual(parseQuery('Status:4xx  profile:"My own" kiln -op:feed -old "two words"'), [
      { field: 'status', text: '4xx', not: false },
      { field: 'profile', text: 'my own', not: false },
      { field: 'words', text: 'kiln', not: false },
      { field: 'op', text: 'feed', not: true },
      { field: 'words', text: 'old', not: true },
      { field: 'words', text: 'two words', not: false },
    ]);
  });

  it('takes an unknown field for a word, as in an address', () => {
    assert.deepEqual(parseQuery('https://api.example colour:blue words:x'), [
      { field: 'words', text: 'https://api.example', not: false },
      { field: 'words', text: 'colour:blue', not: false },
      { field: 'words', text: 'words:x', not: false },
    ]);
  });

  it('leaves out what is still being typed', () => {
    for (const text of ['', '   ', 'status:', 'status:"', '-', '""', '-op:']) {
      assert.deepEqual(parseQuery(text), [], text);
    }
    assert.deepEqual(parseQuery('profile:"my o'), [{ field: 'profile', text: 'my o', not: false }]);
  });
});
