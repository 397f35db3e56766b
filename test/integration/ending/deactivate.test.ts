import assert from 'node:assert/strict';
import * as net from 'node:net';
import * as path from 'node:path';
import type { JoboExplorerApi } from '../../../src/api';
import { answer, silence, startFaultServer, type FaultServer } from '../../support/faultServer';
import { commands } from '../../../src/names';
import { answerList, restoreAll } from '../pressing';
import {
  activate,
  collect,
  freeRequest,
  makeKey,
  run,
  theExtension,
  until,
  useProfile,
} from '../support';

const target = `/api/jobs/${freeRequest.path.id}`;

/** The bundle that the editor has loaded, with the parts that run in it. */
function loadedBundle(): { deactivate(): Promise<void> | undefined } {
  const file = path.join(theExtension().extensionPath, 'dist/extension.js');
  const loaded = require.cache[file] ?? assert.fail('the bundle has not been loaded');
  return loaded.exports as { deactivate(): Promise<void> | undefined };
}

/** Last in its launch: nothing of the extension works afterwards. */
describe('the end of the extension', () => {
  let api: JoboExplorerApi;
  let server: FaultServer;
  let held: net.Socket | undefined;
  let sandboxPort: number;

  before(async () => {
    api = await activate();
    server = await startFaultServer();
    server.on(target, silence);
    server.on('/api/jobs/search', answer(503, { 'Retry-After': '200' }));
    server.on('/api/companies/x', answer(429, { 'Retry-After': '4000' }));
  });
  after(() => {
    restoreAll();
    held?.destroy();
    return server.close();
  });

  it('with runs in flight, in a wait and scheduled, and the sandbox with open connections', async () => {
    const { seen, stop } = collect(api);
    const last = (name: string) => seen.findLast(each => each.operationId === name)?.outcome.kind;
    await useProfile('Ending', server.origin, makeKey());
    const ends = [
      api.send(freeRequest),
      api.send({ operationId: 'searchJobsPost', body: { queries: ['x'] } }),
    ];
    await until('a run in flight', () => server.seen.some(each => each.target === target));
    await until('a run in a wait', () => last('searchJobsPost') === 'waiting');
    // Only now: its long hold would keep back the others of this key.
    ends.push(api.send({ operationId: 'getCompany', path: { id: 'x' } }));
    await until('a run that is scheduled', () => last('getCompany') === 'scheduled');
    answerList(label => label === 'scenario:no-answer');
    await run(commands.chooseSandboxKey);
    ends.push(api.send({ operationId: 'searchJobs', query: { q: 'x' } }));
    await until('a run in the sandbox', () => last('searchJobs') === 'running');
    sandboxPort = Number(new URL(seen.at(-1)!.url).port);
    const half = (held = net.connect(sandboxPort, '127.0.0.1'));
    await new Promise<void>(resolve => half.once('connect', resolve));
    half.on('error', () => undefined).write('GET / HTTP/1.1\r\n');
    const requests = server.seen.length;

    // Long before any of them would have its answer, or its turn.
    const began = performance.now();
    await loadedBundle().deactivate();
    console.log(`    deactivated after ${Math.round(performance.now() - began)} ms`);
    const outcomes = (await Promise.all(ends)).map(({ outcome }) => outcome.kind);
    assert.deepEqual(outcomes, Array(4).fill('interrupted'));
    stop();
    await until('the connections closed', () => server.open.size === 0);
    await until('the sandbox closed', () => half.destroyed);
    assert.equal(server.seen.length, requests);
  });

  it('leaves no listener behind', async () => {
    const refused = await new Promise<string | undefined>(resolve => {
      net
        .connect(sandboxPort, '127.0.0.1')
        .on('connect', () => resolve(undefined))
        .on('error', error => resolve((error as NodeJS.ErrnoException).code));
    });
    assert.equal(refused, 'ECONNREFUSED');
  });

  it('may be asked for twice', async () => {
    await loadedBundle().deactivate();
  });
});
