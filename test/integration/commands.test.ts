import assert from 'node:assert/strict';
import type { JoboExplorerApi } from '../../src/api';
import { findOperation } from '../../src/core/catalog/catalog';
import { commands } from '../../src/names';
import { answerList, restoreAll } from './pressing';
import {
  activate,
  answerEmpty,
  cleanUp,
  collect,
  freeRequest,
  makeKey,
  run,
  startRecorder,
  until,
  useProfile,
  type Recorder,
} from './support';

type Reply = Parameters<typeof startRecorder>[0];

/** Asks the first request to wait for a minute, and answers the others. */
function limitedOnce(): Reply {
  let asked = false;
  return (request, response) => {
    if (asked) answerEmpty(request, response);
    else response.writeHead(429, { 'retry-after': '60' }).end();
    asked = true;
  };
}

describe('commands with arguments', () => {
  let api: JoboExplorerApi;
  let server: Recorder;

  before(async () => {
    api = await activate();
  });
  beforeEach(async () => {
    server = await startRecorder();
  });
  afterEach(async () => {
    await server.stop();
    await cleanUp();
  });

  it('add a profile with its key and say nothing', async () => {
    const given = { name: 'Commands', baseUrl: server.url, key: makeKey() };
    assert.equal(await run(commands.addProfile, given), undefined);
    assert.equal(server.requests.length, 0, 'the key was checked');
    await useProfile('Commands', server.url, given.key);
    const { outcome, profile } = await api.send(freeRequest);
    assert.deepEqual(outcome, { kind: 'answered', status: 200 });
    assert.equal(profile, 'Commands');
    assert.equal(server.requests[0]?.headers['x-api-key'], given.key);
  });

  it('replace a profile without its key', async () => {
    await useProfile('Commands', server.url, makeKey());
    await run(commands.addProfile, { name: 'Commands', baseUrl: server.url });
    const { outcome } = await api.send(freeRequest);
    assert.deepEqual(outcome, { kind: 'refused', reason: 'noKey' });
    assert.equal(server.requests.length, 0);
  });

  for (const [why, baseUrl, sentence] of [
    ['http to another machine', 'http://api.example.com', /https/],
    ['a path', 'https://api.example.com/v1', /without path/],
    ['a query', 'https://api.example.com/?a=b', /without path/],
    ['a login', 'https://me:secret@api.example.com', /login/],
    ['no address', 'example', /no https address/],
    ['another protocol', 'file:///etc/passwd', /no https address/],
    ['a name that only looks like loopback', 'http://localhost.example.com', /https/],
    ['nothing', '', /no https address/],
  ] as const) {
    it(`refuse a base URL with ${why}`, async () => {
      await assert.rejects(run(commands.addProfile, { name: 'Refused', baseUrl }), sentence);
      await assert.rejects(run(commands.switchProfile, 'Refused'), /no profile/);
    });
  }

  for (const name of ['Live', 'Sandbox', 'live', ' SANDBOX ']) {
    it(`refuse the reserved name "${name}"`, () =>
      assert.rejects(run(commands.addProfile, { name, baseUrl: server.url }), /extension itself/));
  }

  it('refuse names that are empty or endless', async () => {
    const baseUrl = server.url;
    await assert.rejects(run(commands.addProfile, { name: '  ', baseUrl }), /empty/);
    await assert.rejects(run(commands.addProfile, { name: 'x'.repeat(61), baseUrl }), /60/);
  });

  it('keep the profile that stands when its replacement is refused', async () => {
    const key = makeKey();
    await useProfile('Commands', server.url, key);
    const worse = { name: 'Commands', baseUrl: 'http://api.example.com' };
    await assert.rejects(run(commands.addProfile, worse));
    await api.send(freeRequest);
    assert.equal(server.requests[0]?.headers['x-api-key'], key);
  });

  it('keep the profile that stands when the key of its replacement is refused', async () => {
    const key = makeKey();
    await useProfile('Commands', server.url, key);
    const worse = { name: 'Commands', baseUrl: server.url, key: 'a\nb' };
    await assert.rejects(run(commands.addProfile, worse), /illegal character/);
    await api.send(freeRequest);
    assert.equal(server.requests[0]?.headers['x-api-key'], key);
  });

  it('refuse to switch to a profile that does not exist', () =>
    assert.rejects(run(commands.switchProfile, 'No such profile'), /no profile/));

  it('set and remove the key of the active profile', async () => {
    await useProfile('Commands', server.url);
    const key = makeKey();
    assert.equal(await run(commands.setApiKey, key), undefined);
    await api.send(freeRequest);
    assert.equal(await run(commands.removeApiKey), undefined);
    const { outcome } = await api.send(freeRequest);
    assert.deepEqual(outcome, { kind: 'refused', reason: 'noKey' });
    assert.deepEqual(
      server.requests.map(({ headers }) => headers['x-api-key']),
      [key],
    );
  });

  it('refuse keys that no header can carry, and keys for the sandbox', async () => {
    await useProfile('Commands', server.url);
    for (const key of ['', '   ', 'a\nb', 'a\u0000b', 'schl\u00fcssel\u2028']) {
      await assert.rejects(run(commands.setApiKey, key), /key/);
    }
    await run(commands.switchProfile, 'Sandbox');
    await assert.rejects(run(commands.setApiKey, makeKey()), /own keys/);
  });

  it('send an operation by id and by tree element', async () => {
    await useProfile('Commands', server.url, makeKey());
    assert.equal(await run(commands.sendRequest, 'getConnectorFilters'), undefined);
    const operation = findOperation('listApplications');
    await run(commands.sendRequest, { kind: 'operation', operation });
    assert.deepEqual(
      server.requests.map(({ method, url }) => `${method} ${url}`),
      ['GET /api/connectors/filters', 'GET /api/auto-apply/applications'],
    );
  });

  it('refuse an operation that does not exist', () =>
    assert.rejects(run(commands.sendRequest, 'noSuchOperation'), /no operation/));

  it('cancel the newest waiting run at once, and nothing is sent afterwards', async () => {
    const busy = await startRecorder(limitedOnce());
    await useProfile('Commands', busy.url, makeKey());
    const { seen, stop } = collect(api);
    const sending = api.send(freeRequest);
    await until('the wait', () => seen.at(-1)?.outcome.kind === 'waiting');
    await run(commands.cancel);
    // At once: the wait would take another minute.
    const exchange = await sending;
    stop();
    assert.deepEqual(exchange.outcome, { kind: 'cancelled', sent: false });
    // Were it sent all the same, it would be there before this one, whose key no limit holds back.
    await useProfile('Commands', busy.url, makeKey());
    await api.send({ operationId: 'getConnectorFilters' });
    await busy.stop();
    assert.deepEqual(
      busy.requests.map(({ url }) => url),
      [`/api/jobs/${freeRequest.path.id}`, '/api/connectors/filters'],
    );
  });

  it('send a waiting run at once, and only once', async () => {
    const busy = await startRecorder(limitedOnce());
    await useProfile('Commands', busy.url, makeKey());
    const { seen, stop } = collect(api);
    const sending = api.send(freeRequest);
    await until('the wait', () => seen.at(-1)?.outcome.kind === 'waiting');
    await run(commands.sendNow, seen.at(-1)?.id);
    const { outcome } = await sending;
    stop();
    await busy.stop();
    assert.deepEqual(outcome, { kind: 'answered', status: 200 });
    assert.equal(busy.requests.length, 2);
  });

  it('cancel the run of an id and leave the others', async () => {
    const busy = await startRecorder(() => undefined);
    await useProfile('Commands', busy.url, makeKey());
    const { seen, stop } = collect(api);
    const sendings = [api.send(freeRequest), api.send({ operationId: 'getConnectorFilters' })];
    await until('both requests', () => busy.requests.length === 2);
    const first = seen.find(({ operationId }) => operationId === 'getJob')!;
    await run(commands.cancel, first.id);
    assert.equal((await sendings[0]!).outcome.kind, 'cancelled');
    const second = seen.findLast(({ operationId }) => operationId === 'getConnectorFilters');
    assert.equal(second?.outcome.kind, 'running');
    await run(commands.cancel);
    assert.equal((await sendings[1]!).outcome.kind, 'cancelled');
    stop();
    await busy.stop();
  });

  it('take the id of a run that is over without complaint', () =>
    assert.doesNotReject(run(commands.cancel, '00000000-0000-0000-0000-000000000000')));

  it('start the sandbox and tell its address, twice the same', async () => {
    const url = String(await run(commands.startSandbox));
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/?$/);
    assert.equal(await run(commands.startSandbox), url);
    const { status } = await fetch(new URL('/api/auto-apply/sandbox/scenarios', url));
    assert.equal(status, 200);
  });

  it('stop the sandbox; the next request of its profile starts another', async () => {
    const url = String(await run(commands.startSandbox));
    await run(commands.stopSandbox);
    await assert.rejects(fetch(url), TypeError);
    await run(commands.stopSandbox);
    const { outcome } = await api.send({ operationId: 'getConnectorFilters' });
    assert.deepEqual(outcome, { kind: 'answered', status: 200 });
  });

  it('send again with the profile of that run', async () => {
    const other = await startRecorder(answerEmpty);
    await useProfile('Commands', server.url, makeKey());
    const first = await api.send({ operationId: 'searchJobs', query: { q: 'again' } });
    await useProfile('Commands two', other.url, makeKey());
    // It was answered just now, so the answer that is kept is offered first.
    answerList(label => label === 'Send again');
    await run(commands.sendAgain, first.id);
    restoreAll();
    await other.stop();
    assert.deepEqual(
      server.requests.map(({ url }) => url),
      ['/api/jobs?q=again', '/api/jobs?q=again'],
    );
    assert.equal(other.requests.length, 0);
  });

  it('refuse a run that is not kept', async () => {
    await assert.rejects(run(commands.sendAgain, 'no-such-run'), /no longer kept/);
    await assert.rejects(run(commands.showExchange, 'no-such-run'), /no longer kept/);
  });
});
