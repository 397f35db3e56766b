import { canaryKey } from '../../support/runs';
import { draft } from '../request/drafts';
import { harness, realTime, recordingServer, type Harness } from './harness';

type Answer = Parameters<typeof recordingServer>[0];

/** A metered search, by the catalog's price 6 credits. */
export const search = draft('searchJobsPost', { body: '{"page_size": 2}' });

/** Good JSON, for whatever is asked. */
export const ok: Answer = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
};

/** For each case of a suite: a server that answers as the case says, and an explorer before it that waits in real time. */
export function ownServer() {
  const house = {
    answer: ok,
    server: undefined as unknown as Awaited<ReturnType<typeof recordingServer>>,
    parts: undefined as unknown as Harness,
    place: () => ({ origin: house.server.origin, key: canaryKey }),
    run: (of = search, options = {}) =>
      house.parts.explorer.run(of, { profile: 'own', ...options }),
  };
  beforeEach(async () => {
    house.answer = ok;
    house.server = await recordingServer((...args) => house.answer(...args));
    house.parts = await harness(house.place, { world: realTime });
  });
  afterEach(async () => {
    await house.parts.close();
    await house.server.close();
  });
  return house;
}
