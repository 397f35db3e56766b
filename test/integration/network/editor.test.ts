import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import * as zlib from 'node:zlib';
import type { JoboExplorerApi } from '../../../src/api';
import {
  answer,
  drip,
  head,
  raw,
  silence,
  startFaultServer,
  type FaultServer,
} from '../../support/faultServer';
import { makeTransport, run as runWith, timeline } from '../../support/runs';
import { assertDocumented } from '../documented';
import { activate, cleanUp, freeRequest, makeKey, until, useProfile } from '../support';
import { setTransport } from './surroundings';

const target = `/api/jobs/${freeRequest.path.id}`;
const search = { operationId: 'searchJobsPost', body: { queries: ['x'] } };

/** `jobo.network.transport` = `editor`, with the `fetch` that VS Code has put into its extension host. */
describe('the editor as the way, in the editor', () => {
  let api: JoboExplorerApi;
  let server: FaultServer;
  const key = makeKey();

  before(async () => {
    api = await activate();
    await setTransport('editor');
  });
  beforeEach(async () => {
    server = await startFaultServer();
    await useProfile('Editor way', server.origin, key);
  });
  afterEach(() => server.close());
  after(async () => {
    await setTransport(undefined);
    await cleanUp();
  });

  it('sends with key and body; the answer comes with status, headers and body', async () => {
    const body = '{"jobs": [], "note": "übrig"}';
    server.on('/api/jobs/search', answer(201, { 'X-Thing': 'a', 'X-Request-Id': 'r1' }, body));
    const exchange = await api.send(search);
    assertDocumented(exchange);
    assert.deepEqual(exchange.outcome, { kind: 'answered', status: 201 });
    assert.equal(exchange.body.text, body);
    const [attempt] = exchange.attempts;
    assert.equal(attempt?.via, 'editor');
    assert.equal(attempt.headers['x-thing'], 'a');
    const [seen] = server.seen;
    assert.equal(seen?.method, 'POST');
    assert.equal(seen.headers['x-api-key'], key);
    assert.match(seen.headers['user-agent'] ?? '', /^jobo-api-explorer\//);
    assert.equal(seen.headers['content-type'], 'application/json');
    assert.deepEqual(JSON.parse(seen.body.toString()), search.body);
  });

  it('shows no key that the server sends back', async () => {
    const echo = `{"key": "${key}", "coded": "${Buffer.from(key).toString('base64')}"}`;
    server.on(target, answer(200, { 'X-Echo': key }, echo));
    const exchange = await api.send(freeRequest);
    const told = JSON.stringify(exchange);
    assert.match(told, /\*{10}/);
    assert.ok(!told.includes(key) && !told.includes(Buffer.from(key).toString('base64')));
  });

  const packed = { gzip: zlib.gzipSync, br: zlib.brotliCompressSync, deflate: zlib.deflateSync };
  for (const [coding, pack] of Object.entries(packed)) {
    it(`reads a ${coding} body`, async () => {
      const body = JSON.stringify({ filler: 'a'.repeat(5_000) });
      server.on(target, answer(200, { 'Content-Encoding': coding }, pack(Buffer.from(body))));
      const exchange = await api.send(freeRequest);
      assert.deepEqual(exchange.outcome, { kind: 'answered', status: 200 });
      assert.equal(exchange.body.text, body);
      assert.match(server.seen[0]?.headers['accept-encoding'] ?? '', /gzip/);
    });
  }

  it('ends at once when it is cancelled, and nothing is sent afterwards', async () => {
    const sockets: Socket[] = [];
    server.on(target, socket => sockets.push(socket));
    const abort = new AbortController();
    const sending = api.send(freeRequest, { signal: abort.signal });
    await until('the request', () => server.seen.length === 1);
    abort.abort();
    const exchange = await sending;
    assertDocumented(exchange);
    assert.deepEqual(exchange.outcome, { kind: 'cancelled', sent: true });
    await until('the end of its connection', () => sockets[0]?.destroyed === true);
    assert.equal(server.seen.length, 1);
  });

  it('ends in the middle of a body when it is cancelled', async () => {
    const sockets: Socket[] = [];
    server.on(target, (socket, seen, nth) => {
      sockets.push(socket);
      drip(head(200, { 'Content-Type': 'application/json' }), '[', 10)(socket, seen, nth);
    });
    const abort = new AbortController();
    const sending = api.send(freeRequest, { signal: abort.signal });
    await until('the request', () => server.seen.length === 1);
    setTimeout(() => abort.abort(), 50);
    const { outcome } = await sending;
    assert.equal(outcome.kind, 'cancelled');
    await until('the end of its connection', () => sockets[0]?.destroyed === true);
  });

  it('follows a redirect of a GET to the same origin, and shows it', async () => {
    server.on(target, answer(302, { Location: '/elsewhere?x=1' }));
    server.on('/elsewhere', answer(200, {}, '{"here": 1}'));
    const { outcome, attempts, body } = await api.send(freeRequest);
    assert.deepEqual(outcome, { kind: 'answered', status: 200 });
    assert.deepEqual(attempts[0]?.redirects, ['/elsewhere?x=1']);
    assert.equal(body.text, '{"here": 1}');
    assert.equal(server.seen[1]?.headers['x-api-key'], key);
  });

  it('follows no redirect to another origin, and none of a POST', async () => {
    const other = await startFaultServer();
    try {
      server.on(target, answer(302, { Location: `${other.origin}/x` }));
      const away = await api.send(freeRequest);
      assert.deepEqual(away.outcome, { kind: 'answered', status: 302 });
      assert.equal(away.diagnosis?.code, 'redirected');
      server.on('/api/jobs/search', answer(307, { Location: '/elsewhere' }));
      const post = await api.send(search);
      assert.deepEqual(post.outcome, { kind: 'answered', status: 307 });
      assert.equal(other.connections, 0);
      assert.equal(server.seen.length, 2);
    } finally {
      await other.close();
    }
  });

  it('waits to the letter, also where `fetch` has joined several Retry-After lines', async () => {
    server.on(target, answer(429, { 'Retry-After': ['1', '7'] }), answer(200));
    const waits: number[] = [];
    const { outcome } = await api.send(freeRequest, {
      wait: ms => {
        waits.push(ms);
        return Promise.resolve();
      },
    });
    assert.deepEqual(outcome, { kind: 'answered', status: 200 });
    assert.deepEqual(
      waits.map(ms => Math.round(ms / 1_000)),
      [7],
    );
  });

  describe('with short limits', () => {
    const transport = makeTransport({
      mode: 'editor',
      editorFetch: globalThis.fetch,
      caps: { memory: 50_000, file: 200_000 },
    });
    const limits = { connect: 100, firstByte: 100, idleBody: 100, whole: 5_000 };
    after(() => transport.close());
    const go = () => runWith({ transport, origin: server.origin, limits, world: onlyOnce });

    it('the first byte', async () => {
      server.on('/thing', silence);
      assert.match(timeline(await go()), /^1 headersTimeout/);
    });

    it('a body that stands still', async () => {
      server.on('/thing', raw(head(200, { 'Content-Length': '10' }), 'abc'));
      const { attempts, outcome } = await go();
      assert.equal(attempts[0]?.status, 200);
      assert.ok(outcome.kind === 'answered' && outcome.damaged === 'bodyTimeout');
    });

    it('a bomb', async () => {
      const bomb = zlib.gzipSync(Buffer.alloc(50_000_000));
      server.on('/thing', answer(200, { 'Content-Encoding': 'gzip' }, bomb));
      const { outcome, answer: got } = await go();
      assert.ok(outcome.kind === 'answered' && outcome.damaged === 'tooLarge');
      assert.equal(got?.content.length, 200_000);
    });
  });
});

/** A world in which a wait takes no time. */
const onlyOnce = {
  now: Date.now,
  monotonic: () => performance.now(),
  random: () => 0,
  wait: () => Promise.resolve(),
};
