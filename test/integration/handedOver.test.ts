import assert from 'node:assert/strict';
import type { JoboExplorerApi, SendOptions, SendRequest } from '../../src/api';
import { endless, hostileValues, nested } from '../support/hostileValues';
import {
  activate,
  answerEmpty,
  cleanUp,
  freeRequest,
  makeKey,
  run,
  startRecorder,
  useProfile,
  type Recorder,
} from './support';
import { commands } from '../../src/names';

/** Takes a body; a test key is never billed, so nothing is asked. */
const search = (body: unknown): SendRequest => ({ operationId: 'searchJobsPost', body });

describe('what other extensions hand over', () => {
  let api: JoboExplorerApi;
  let server: Recorder;
  let reply = answerEmpty;
  before(async () => {
    api = await activate();
    server = await startRecorder((...args) => reply(...args));
  });
  after(() => server.stop());
  beforeEach(async () => {
    reply = answerEmpty;
    server.requests.length = 0;
    await useProfile('Handed over', server.url, makeKey('test'));
  });
  afterEach(cleanUp);

  const refused = { kind: 'refused', reason: 'cannotBuild' };
  const answers = (status: number, body: string) => {
    reply = (_, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    };
  };

  for (const { what, make, why } of hostileValues) {
    if (why === undefined) {
      it(`sends ${what} as JSON says it`, async () => {
        const { outcome } = await api.send(search({ value: make() }));
        assert.deepEqual(outcome, { kind: 'answered', status: 200 });
        assert.deepEqual(
          JSON.parse(server.requests[0]!.body),
          JSON.parse(JSON.stringify({ value: make() })),
        );
      });
      continue;
    }
    it(`refuses ${what} wherever it stands, says why, and sends nothing`, async () => {
      const requests: readonly object[] = [
        search(make()),
        search({ inside: [make()] }),
        { operationId: 'searchJobs', query: { q: make() } },
        { ...freeRequest, path: { id: make() } },
        { operationId: 'createApplication', headers: { 'Idempotency-Key': make() }, body: {} },
      ];
      for (const request of requests) {
        const { outcome, diagnosis } = await api.send(request as SendRequest);
        assert.deepEqual(outcome, refused);
        assert.equal(diagnosis?.code, 'cannotBuild');
        assert.match(diagnosis.title, /cannot be sent$/);
        assert.match(diagnosis.detail, /(Pass|Take it out).* Nothing was sent\.$/);
        assert.ok(diagnosis.fixes.length > 0);
      }
      assert.equal(server.requests.length, 0);
    });
  }

  it('refuses what has no end', async () => {
    assert.deepEqual((await api.send(search(endless()))).outcome, refused);
    assert.equal(server.requests.length, 0);
  });

  it('refuses parts of a request that are no objects', async () => {
    for (const part of ['path', 'query', 'headers'])
      for (const value of [null, 5, 'x', [], () => 1]) {
        const request = { ...freeRequest, [part]: value } as unknown as SendRequest;
        assert.deepEqual((await api.send(request)).outcome, refused, `${part} ${String(value)}`);
      }
    const upload = { operationId: 'importProfile', body: { file: { base64: () => 'x' } } };
    assert.deepEqual((await api.send(upload)).outcome, refused);
    assert.equal(server.requests.length, 0);
  });

  it('rejects what names no operation, with a sentence', async () => {
    const thrower = new Proxy({}, { get: () => assert.fail('a hostile getter') });
    for (const request of [undefined, null, {}, { operationId: 5 }, { operationId: [] }, thrower])
      await assert.rejects(api.send(request as SendRequest), /There is no operation/);
  });

  it('takes options that are none for none', async () => {
    for (const options of [null, 5, { signal: {}, wait: 'x', repeating: 7 }]) {
      const { outcome } = await api.send(freeRequest, options as SendOptions);
      assert.deepEqual(outcome, { kind: 'answered', status: 200 });
    }
  });

  const texts: Readonly<Record<string, () => unknown>> = {
    'a text 60,000 deep': () => `${'['.repeat(60_000)}${']'.repeat(60_000)}`,
    'a text 1,000,000 deep': () => `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`,
    'a member 60,000 deep': () => `{"queries":${'[1,'.repeat(60_000)}1${']'.repeat(60_000)}}`,
    'a list 60,000 deep': () => nested(60_000),
    'a list 1,000,000 deep': () => nested(1_000_000),
  };
  for (const [what, make] of Object.entries(texts)) {
    it(`sends ${what}, and tells the 400 that names its member`, async () => {
      answers(400, '{"errors":[{"field":"queries.0.0","message":"must be at most 3"}]}');
      const body = make();
      const { outcome, diagnosis } = await api.send(search(body));
      assert.deepEqual(outcome, { kind: 'answered', status: 400 });
      assert.equal(diagnosis?.code, 'badRequest');
      const [sent] = server.requests;
      const brackets = sent!.body.replace(/\s/g, '');
      if (typeof body === 'string') assert.equal(sent!.body, body);
      else assert.ok(/^\[+1\]+$/.test(brackets) && brackets.length >= 120_001);
    });
  }

  for (const status of [200, 400, 404, 500] as const) {
    it(`takes a ${status} that is nested 200,000 deep`, async () => {
      const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
      answers(status, `{"jobs":${deep},"error":${deep},"x":${deep},"warnings":[${deep}]}`);
      const { outcome, body } = await api.send(search({}), { wait: () => Promise.resolve() });
      assert.equal(outcome.kind, 'answered');
      assert.ok((body.text?.length ?? 0) > 1_600_000);
    });
  }

  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    it(`works with a profile called ${name}, and keeps what is known of its wallet`, async () => {
      reply = (_, response) => {
        const headers = { 'x-credits-balance': '1204', 'content-type': 'application/json' };
        response.writeHead(200, headers).end('{"jobs":[{}]}');
      };
      const key = makeKey('test');
      await useProfile(name, server.url, key);
      const first = await api.send(freeRequest);
      assert.equal(first.profile, name);
      assert.deepEqual(first.outcome, { kind: 'answered', status: 200 });
      assert.equal(first.balanceBefore, undefined);
      assert.equal(server.requests[0]!.headers['x-api-key'], key);
      const second = await api.send(freeRequest);
      assert.equal(second.balanceBefore?.credits, 1_204);
      await run(commands.switchProfile, 'Handed over');
      await run(commands.switchProfile, name);
      assert.equal((await api.send(freeRequest)).balanceBefore?.credits, 1_204);
    });

    it(`sends a query parameter called ${name}, each time`, async () => {
      const query = JSON.parse(`{"${name}":"x"}`) as Record<string, unknown>;
      for (const times of [1, 2]) {
        const { outcome } = await api.send({ operationId: 'getConnectorFilters', query });
        assert.deepEqual(outcome, { kind: 'answered', status: 200 });
        assert.equal(server.requests.length, times);
        assert.ok(server.requests.at(-1)!.url.endsWith(`?${name}=x`));
      }
    });
  }
});
