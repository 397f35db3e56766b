import assert from 'node:assert/strict';
import { rebased } from '../../../src/core/request/rebased';
import { draft } from './drafts';

describe('a draft that two have worked on at a time', () => {
  const file = { name: 'a.json', type: 'application/json', base64: '' };
  const before = draft('searchJobs', { query: { q: 'cook', page: 1 }, body: '{}' });

  it('keeps what came meanwhile, and takes what was answered', () => {
    const now = { ...before, query: { q: 'baker', page: 1, sort: 'newest' }, body: '{"a": 1}' };
    const asked = { ...before, path: { id: '7' }, query: { q: 'cook', page: 2 } };
    assert.deepEqual(rebased(asked, before, now), {
      ...now,
      path: { id: '7' },
      query: { q: 'baker', page: 2, sort: 'newest' },
    });
  });

  it('does not bring back what was taken out meanwhile', () => {
    const now = { ...before, query: {} };
    assert.deepEqual(rebased({ ...before, headers: { h: 'x' } }, before, now).query, {});
  });

  it('adds the files that were chosen', () => {
    const one = { ...before, files: { one: file } };
    const { files } = rebased({ ...one, files: { one: file, two: file } }, one, one);
    assert.deepEqual(Object.keys(files ?? {}), ['one', 'two']);
  });
});
