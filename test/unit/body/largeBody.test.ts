import assert from 'node:assert/strict';
import { openBody, openBodyInSteps } from '../../../src/core/body/openBody';
import { paused } from '../../support/paused';

const json = 'application/json';

describe('a large body', () => {
  const rows = Array.from({ length: 20_000 }, (_, id) => ({
    id,
    name: `job ${id}`,
    tags: ['a', 'b'],
  }));
  const large = Buffer.from(JSON.stringify({ data: rows }));

  it('is opened, unfolded and searched with many pauses, and shows the same', () => {
    const { result: body, pauses } = paused(openBodyInSteps(large, json));
    assert.ok(pauses >= 10, String(pauses));
    const atOnce = openBody(large, json);
    assert.deepEqual(body.rows(0, 200), atOnce.rows(0, 200));
    body.foldAll(true);
    atOnce.foldAll(true);
    assert.ok(paused(body.settle()).pauses >= 10);
    assert.equal(paused(body.settle()).pauses, 0);
    assert.equal(body.rowCount, atOnce.rowCount);
    assert.deepEqual(body.rows(70_000, 200), atOnce.rows(70_000, 200));
    const search = paused(body.searchInSteps('job 19999', -1, false));
    assert.ok(search.pauses >= 10);
    assert.deepEqual(search.result, atOnce.search('job 19999', -1, false));
  });

  it('as lines is opened with pauses, too', () => {
    const lines = Buffer.from('a line of text\n'.repeat(200_000));
    const { result: body, pauses } = paused(openBodyInSteps(lines, 'text/plain'));
    assert.ok(pauses >= 10);
    assert.equal(body.rowCount, 200_000);
  });

  it('shows the newest state where it is folded while it is being unfolded', () => {
    const body = openBody(large, json);
    const folded = body.rowCount;
    body.foldAll(true);
    paused(body.settle(), n => {
      if (n === 3) body.foldAll(false);
    });
    assert.equal(body.rowCount, folded);
  });

  it('can be read while it is being unfolded', () => {
    const body = openBody(large, json);
    body.foldAll(true);
    let seen = 0;
    const { pauses } = paused(body.settle(), n => {
      if (n === 3) seen = body.rowCount;
    });
    assert.equal(pauses, 4);
    assert.equal(seen, body.rowCount);
  });

  it('stops a search when another one begins', () => {
    const body = openBody(large, json);
    const old = paused(body.searchInSteps('job', -1, false), n => {
      if (n === 2) assert.equal(body.search('job 7', -1, false).nth, 1);
    });
    assert.equal(old.result, undefined);
    assert.equal(old.pauses, 3);
    assert.equal(
      body.search('job 7', -1, false).hits,
      openBody(large, json).search('job 7', -1, false).hits,
    );
  });

  it('takes but a few steps where it is small', () => {
    const small = paused(openBodyInSteps(Buffer.from('{"data":[1,2,3]}'), json));
    assert.ok(small.pauses < 5, String(small.pauses));
  });
});
