import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Exchange, JoboExplorerApi } from '../../src/api';
import { catalog } from '../../src/core/catalog/catalog';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import { commands } from '../../src/names';
import { assertDocumented } from './documented';
import {
  activate,
  cleanUp,
  collect,
  freeRequest,
  makeKey,
  run,
  startRecorder,
  until,
  useProfile,
} from './support';

describe('the public API', () => {
  let api: JoboExplorerApi;
  let sandbox: Sandbox;

  before(async () => {
    api = await activate();
    sandbox = await startSandbox({ olderContracts: 'live' });
  });
  after(() => sandbox.stop());
  afterEach(cleanUp);

  const as = (key: keyof Sandbox['keys']) =>
    useProfile('Api cases', sandbox.url, sandbox.keys[key]);

  it('is of version 1', () => assert.equal(api.version, 1));

  it('lists the operations of the catalog in tree order', () => {
    const listed = api.operations();
    assert.equal(listed.length, catalog().operations.length);
    const expected = catalog().operations.map(({ id, method, path, tag, summary }) => ({
      id,
      method,
      path,
      tag,
      summary,
    }));
    assert.deepEqual(listed, expected);
    const tags = listed.map(({ tag }) => tag).filter((tag, n, all) => tag !== all[n - 1]);
    assert.deepEqual(
      tags,
      catalog().tags.map(({ name }) => name),
    );
  });

  it('gives out copies: nobody else can change the catalog', () => {
    Object.assign(api.operations()[0]!, { id: 'changed' });
    assert.notEqual(api.operations()[0]!.id, 'changed');
  });

  it('tells a 200 as documented', async () => {
    await as('good');
    const exchange = await api.send({
      operationId: 'searchJobs',
      query: { q: 'engineer', page_size: 2 },
    });
    assertDocumented(exchange);
    assert.deepEqual(exchange.outcome, { kind: 'answered', status: 200 });
    assert.equal(exchange.method, 'GET');
    assert.equal(exchange.url, `${sandbox.url}/api/jobs?q=engineer&page_size=2`);
    assert.equal(exchange.profile, 'Api cases');
    assert.equal(exchange.diagnosis, undefined);
    assert.equal(exchange.credits.charged, 6);
    assert.equal(typeof exchange.credits.balance, 'number');
    assert.match(exchange.body.contentType, /^application\/json/);
    const text = exchange.body.text ?? assert.fail('no text');
    assert.equal(Buffer.byteLength(text), exchange.body.bytes);
    assert.equal((JSON.parse(text) as { jobs: unknown[] }).jobs.length, 2);
  });

  it('tells a 201 with the created object', async () => {
    await as('autoApply');
    const exchange = await api.send({
      operationId: 'createProfile',
      body: example('createProfile'),
    });
    assertDocumented(exchange);
    assert.deepEqual(exchange.outcome, { kind: 'answered', status: 201 });
    assert.equal(typeof (JSON.parse(exchange.body.text!) as { id: unknown }).id, 'string');
  });

  it('tells a 402 with its figures and a fix', async () => {
    await as('empty');
    const exchange = await api.send({ operationId: 'searchJobs' });
    assertDocumented(exchange);
    assert.deepEqual(exchange.outcome, { kind: 'answered', status: 402 });
    assert.equal(exchange.diagnosis?.code, 'insufficientCredits');
    assert.equal(exchange.credits.balance, 0);
    assert.ok((exchange.credits.required ?? 0) > 0);
    assert.equal(exchange.diagnosis.fixes[0]?.title, 'Top Up');
  });

  it('tells a 404', async () => {
    await as('good');
    const exchange = await api.send(freeRequest);
    assertDocumented(exchange);
    assert.deepEqual(exchange.outcome, { kind: 'answered', status: 404 });
    assert.equal(exchange.diagnosis?.code, 'notFound');
    assert.equal(exchange.attempts.length, 1);
  });

  it('tells a 401 and offers the key first', async () => {
    await as('revoked');
    const exchange = await api.send(freeRequest);
    assertDocumented(exchange);
    assert.deepEqual(exchange.outcome, { kind: 'answered', status: 401 });
    assert.equal(exchange.diagnosis?.fixes[0]?.kind, 'setApiKey');
    assert.equal(exchange.attempts.length, 1);
  });

  it('waits with the given wait between a 429 and the answer', async () => {
    await as('scenario:429-then-200');
    const waits: [number, string, boolean][] = [];
    const exchange = await api.send(
      { operationId: 'getConnectorFilters' },
      {
        wait: (ms, reason, signal) => {
          waits.push([ms, reason, signal instanceof AbortSignal]);
          return Promise.resolve();
        },
      },
    );
    assertDocumented(exchange);
    assert.deepEqual(
      exchange.attempts.map(({ status }) => status),
      [429, 200],
    );
    assert.deepEqual(exchange.outcome, { kind: 'answered', status: 200 });
    assert.equal(waits.length, 1);
    const [ms, reason, isSignal] = waits[0]!;
    assert.ok(ms >= 900 && ms < 3_000, `${ms} ms`);
    assert.equal(reason, 'server');
    assert.ok(isSignal);
    assert.equal(exchange.attempts[0]!.waitMs, ms);
    assert.equal(exchange.attempts[0]!.waitReason, 'server');
    assert.equal(exchange.attempts[1]!.waitMs, undefined);
  });

  it('ends as cancelled when the signal is aborted while it waits', async () => {
    await as('scenario:429-long');
    const stop = new AbortController();
    const { seen, stop: unlisten } = collect(api);
    const sending = api.send({ operationId: 'getConnectorFilters' }, { signal: stop.signal });
    await until('the wait', () =>
      seen.some(({ outcome: { kind } }) => kind === 'waiting' || kind === 'scheduled'),
    );
    stop.abort();
    const exchange = await sending;
    unlisten();
    assertDocumented(exchange);
    assert.equal(exchange.outcome.kind, 'cancelled');
    assert.equal(exchange.attempts.length, 1);
  });

  it('sends nothing for a signal that was aborted before', async () => {
    const server = await startRecorder();
    try {
      await useProfile('Api cases', server.url, makeKey());
      const exchange = await api.send(freeRequest, { signal: AbortSignal.abort() });
      assertDocumented(exchange);
      assert.deepEqual(exchange.outcome, { kind: 'cancelled', sent: false });
      assert.equal(server.requests.length, 0);
    } finally {
      await server.stop();
    }
  });

  it('tells an unreachable server, and that nothing was sent', async () => {
    const server = await startRecorder();
    await server.stop();
    await useProfile('Api cases', server.url, makeKey());
    const exchange = await api.send(freeRequest, { wait: () => Promise.resolve() });
    assertDocumented(exchange);
    assert.equal(exchange.outcome.kind, 'unreachable');
    assert.equal(exchange.outcome.sent, false);
    assert.equal(exchange.diagnosis?.code, 'unreachable');
    assert.ok(exchange.attempts.every(({ sent, error }) => !sent && error === 'connectRefused'));
    assert.ok(exchange.attempts.length > 1);
  });

  it('rejects for an operation that is not in the catalog', async () => {
    for (const operationId of ['nothing', '', '__proto__', 'constructor', 'toString']) {
      await assert.rejects(api.send({ operationId }), /no operation/);
    }
  });

  it('survives a listener that throws', async () => {
    await as('good');
    const listening = api.onDidChangeExchange(() => {
      throw new Error('a listener of another extension');
    });
    const { outcome } = await api.send({ operationId: 'getConnectorFilters' });
    listening.dispose();
    assert.equal(outcome.kind, 'answered');
  });

  it('fires for each step, in order, and ends settled', async () => {
    await as('scenario:429-then-200');
    const { seen, stop } = collect(api);
    const exchange = await api.send(
      { operationId: 'getConnectorFilters' },
      { wait: () => Promise.resolve() },
    );
    stop();
    const own = seen.filter(({ id }) => id === exchange.id);
    own.forEach(each => assertDocumented(each));
    assert.deepEqual(kinds(own), ['running', 'waiting', 'running', 'answered']);
    const counts = own.map(({ attempts }) => attempts.length);
    assert.deepEqual(
      counts,
      [...counts].sort((a, b) => a - b),
    );
    assert.deepEqual(own.at(-1), exchange);
  });

  it('fires for runs that a command began as well', async () => {
    await as('good');
    const { seen, stop } = collect(api);
    await run(commands.sendRequest, 'getConnectorFilters');
    stop();
    assert.equal(seen.at(-1)?.operationId, 'getConnectorFilters');
    assert.equal(seen.at(-1)?.outcome.kind, 'answered');
  });

  it('is the same object for everybody', async () => {
    assert.equal(await activate(), api);
    assert.equal(
      vscode.extensions.getExtension('jobo-api-explorer.jobo-api-explorer')?.exports,
      api,
    );
  });
});

const kinds = (exchanges: readonly Exchange[]) =>
  exchanges.map(({ outcome }) => outcome.kind).filter((kind, n, all) => kind !== all[n - 1]);

const example = (id: string): unknown =>
  Object.values(catalog().operations.find(each => each.id === id)?.body?.examples ?? {})[0];
