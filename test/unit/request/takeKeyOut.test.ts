import assert from 'node:assert/strict';
import { keyMark } from '../../../src/core/keys/keyMark';
import { KnownKeys } from '../../../src/core/keys/knownKeys';
import type { Draft } from '../../../src/core/request/draft';
import { anyKeys, keyErrors, withKeysMarked } from '../../../src/core/request/keyErrors';
import { takeKeyOut, withoutKey } from '../../../src/core/request/takeKeyOut';
import { canary } from '../../support/canary';
import { draft } from './drafts';

const body = (text: string) => draft('searchJobsPost', { body: text });
const query = (values: Draft['query']) => draft('searchJobs', { query: values });

/** What was typed, and what stays when the key is out of it. */
const table: readonly (readonly [string, Draft, Draft])[] = [
  ['a path value', draft('getJob', { path: { id: canary } }), draft('getJob')],
  ['a query value', query({ q: canary }), query({})],
  ['a part of one', query({ q: `golang ${canary} Berlin` }), query({ q: 'golang  Berlin' })],
  ['an entry of a list', query({ skills: ['go', canary] }), query({ skills: ['go', ''] })],
  ['the name of a parameter', query({ [canary]: 'x', page: 2 }), query({ page: 2 })],
  [
    'a header',
    draft('createApplication', { headers: { 'Idempotency-Key': canary } }),
    draft('createApplication'),
  ],
  ['a member of the body', body(`{"q": "${canary}", "page": 1}`), body('{"page": 1}')],
  ['an entry of a list in it', body(`{"q": ["go", "${canary}"]}`), body('{"q": ["go"]}')],
  ['a part of a text in it', body(`{"q": "go ${canary}"}`), body('{"q": "go "}')],
  ['the name of a member', body(`{"${canary}": 1}`), body('{"": 1}')],
  ['a body that is no JSON', body(`{"q": ${canary}`), body('{"q": ')],
  ['a body that is nothing else', body(canary), body('')],
  ['an escaped one', body(`{"q": "${canary.replaceAll('_', '\\u005f')}"}`), body('{}')],
  ['a percent-encoded one', query({ q: canary.replaceAll('_', '%5F') }), query({})],
];

describe('a key in a request', () => {
  for (const [where, of, without] of table) {
    it(`is taken out whole of ${where}`, () => {
      const [finding, ...more] = keyErrors(of);
      assert.ok(finding);
      assert.deepEqual(more, []);
      assert.deepEqual(takeKeyOut(of, finding, anyKeys), { draft: without, key: canary });
      assert.deepEqual(keyErrors(without), []);
    });
  }

  it('is found once at each place, and taken out there alone', () => {
    const twice = draft('searchJobsPost', {
      query: { q: canary },
      body: `{"a": "${canary}", "b": "${canary}"}`,
    });
    const places = keyErrors(twice).map(finding => finding.in + (finding.pointer || finding.name));
    assert.deepEqual(places, ['queryq', 'body/a', 'body/b']);
    const [, first] = keyErrors(twice);
    assert.ok(first);
    const left = takeKeyOut(twice, first, anyKeys).draft;
    assert.equal(left.body, `{"b": "${canary}"}`);
    assert.equal(left.query['q'], canary);
  });

  it('is taken out wherever it stands, also hundreds of times, and no other key with it', () => {
    const other = canary.replace(/.{4}$/, 'zzzz');
    assert.notEqual(other, canary);
    const of = draft('searchJobsPost', {
      query: { q: [canary, `x ${canary}`] },
      headers: { 'X-Note': canary },
      body: JSON.stringify({ other, all: new Array(500).fill(`say ${canary}.`) }),
    });
    const left = withoutKey(of, canary, anyKeys);
    assert.ok(!JSON.stringify(left).includes(canary));
    const { other: kept, all } = JSON.parse(left.body ?? '') as { other: string; all: string[] };
    assert.equal(kept, other);
    assert.deepEqual(new Set(all), new Set(['say .']));
    assert.equal(all.length, 500);
    assert.deepEqual([left.query, left.headers], [{ q: ['', 'x '] }, {}]);
  });

  it('cannot be stored where only a piece of it stands there, or a mark', () => {
    const keys = new KnownKeys();
    keys.add(canary);
    for (const text of [canary.slice(-30), keyMark]) {
      const of = query({ q: text });
      const [finding] = keyErrors(of, keys);
      assert.ok(finding, text);
      assert.deepEqual(takeKeyOut(of, finding, keys), { draft: query({}) });
    }
  });

  it('is a mark in what is kept, which is found again', () => {
    const of = draft('searchJobsPost', {
      query: { [canary]: [canary] },
      headers: { 'X-Note': `a ${canary}` },
      body: `{"q": "${canary}`,
      files: { file: { name: canary, type: 'x/y', base64: '' } },
    });
    const kept = withKeysMarked(of, anyKeys);
    assert.ok(!JSON.stringify(kept).includes(canary));
    assert.deepEqual(kept.query, { [keyMark]: [keyMark] });
    assert.equal(kept.body, `{"q": "${keyMark}`);
    const codes = keyErrors(kept).map(each => each.code === 'keyInRequest' && each.marked);
    assert.deepEqual(codes, [true, true, true]);
  });

  it('leaves a request without one as it is', () => {
    const of = body('{"q": "jbe_live_", "x": "jbe_short"}');
    assert.equal(withKeysMarked(of, anyKeys), of);
    assert.deepEqual(keyErrors(of), []);
  });
});
