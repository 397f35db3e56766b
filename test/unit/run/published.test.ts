import assert from 'node:assert/strict';
import type { Draft } from '../../../src/core/request/draft';
import { canaryKey } from '../../support/runs';
import { draft, zeroId } from '../request/drafts';
import { harness, recordingServer } from './harness';
import { search } from './ownServer';

/** What is told of one run: its outcomes, with how many attempts there were. */
async function told(of: Draft, statuses: readonly number[], knownOrigin?: string) {
  const server = await recordingServer((_, response, nth) => {
    response.writeHead(statuses[nth - 1] ?? 200, { 'content-type': 'application/json' }).end('{}');
  });
  let isKnown = knownOrigin === undefined;
  const parts = await harness(() => {
    const origin = isKnown ? server.origin : (knownOrigin ?? '');
    isKnown = true;
    return { origin, key: canaryKey };
  });
  await parts.explorer.run(of, { profile: 'Own' });
  await parts.close();
  await server.close();
  return parts.published.map(
    ({ outcome, attempts, url }) =>
      `${outcome.kind} ${attempts.length}${url.startsWith(server.origin) ? '' : ' elsewhere'}`,
  );
}

describe('what is published of a run', () => {
  const free = draft('getJob', { path: { id: zeroId } });

  it('is its beginning and its end where nothing comes between', async () => {
    assert.deepEqual(await told(free, [200]), ['running 0', 'answered 1']);
    assert.deepEqual(await told(search, [200]), ['running 0', 'answered 1']);
  });

  it('is each wait, and that it goes on after it', async () => {
    assert.deepEqual(await told(free, [503, 200]), [
      'running 0',
      'waiting 1',
      'running 1',
      'answered 2',
    ]);
  });

  it('is where it goes, once that is known', async () => {
    assert.deepEqual(await told(free, [200], 'http://127.0.0.1:9'), [
      'running 0 elsewhere',
      'running 0',
      'answered 1',
    ]);
  });
});
