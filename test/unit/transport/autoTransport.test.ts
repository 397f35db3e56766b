import assert from 'node:assert/strict';
import type { LookupFunction } from 'node:net';
import type { EngineOptions } from '../../../src/core/transport/engineOptions';
import { createAuthority, selfSigned } from '../../support/certificates';
import type { FaultServer } from '../../support/faultServer';
import {
  answer,
  head,
  raw,
  rawThenReset,
  silence,
  startFaultServer,
} from '../../support/faultServer';
import { until, within } from '../../support/inTime';
import {
  canaryKey,
  limitsWith,
  makeTransport,
  network,
  run,
  spendingOperation,
  textOf,
  timeline,
} from '../../support/runs';

const noName: LookupFunction = (host, _options, callback) => {
  callback(Object.assign(new Error(host), { code: 'ENOTFOUND' }), '');
};
const loopback: LookupFunction = (_host, options, callback) => {
  if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
  else callback(null, '127.0.0.1', 4);
};

describe('the editor as another way', () => {
  let server: FaultServer;
  before(async () => {
    server = await startFaultServer();
    server.on('/thing', answer(200, {}, 'through the editor'));
  });
  after(() => server.close());

  /** A `fetch` that knows where `api.test` is, as an editor with the system's proxy does. */
  const editorFetch = (target: FaultServer, asked: string[] = []): typeof fetch => {
    return (input, init) => {
      asked.push(input as string);
      return fetch((input as string).replace(/^https?:\/\/api\.test(:\d+)?/, target.origin), init);
    };
  };
  const auto = (options: Partial<EngineOptions>) => makeTransport({ mode: 'auto', ...options });

  it('a name that only the editor knows: tried once through it, shown, and kept', async () => {
    const switches: string[] = [];
    const transport = auto({
      lookup: noName,
      editorFetch: editorFetch(server),
      onSwitch: profile => switches.push(profile),
    });
    const first = await run({
      transport,
      origin: 'https://api.test',
      operation: spendingOperation,
    });
    assert.equal(timeline(first), '1 dns\n2 200\nanswered');
    assert.deepEqual(
      first.attempts.map(({ via, sent }) => `${via} ${sent}`),
      ['undici false', 'editor true'],
    );
    assert.equal(textOf(first), 'through the editor');
    const second = await run({ transport, origin: 'https://api.test' });
    assert.deepEqual(
      second.attempts.map(({ via }) => via),
      ['editor'],
    );
    assert.deepEqual(switches, ['test']);
    await transport.close();
  });

  it('when the editor fails as well, the table goes on with ours', async () => {
    const asked: string[] = [];
    const failing: typeof fetch = input => {
      asked.push(input as string);
      return Promise.reject(
        new TypeError('fetch failed', {
          cause: Object.assign(new Error('no'), { code: 'ENOTFOUND' }),
        }),
      );
    };
    const transport = auto({ lookup: noName, editorFetch: failing });
    const result = await run({
      transport,
      origin: 'https://api.test',
      operation: spendingOperation,
    });
    assert.equal(
      timeline(result),
      [
        '1 dns',
        '2 dns waited 1000 ms (backoff)',
        '3 dns waited 2000 ms (backoff)',
        '4 dns waited 4000 ms (backoff)',
        '5 dns',
        'unreachable stopped: spent',
      ].join('\n'),
    );
    assert.deepEqual(
      result.attempts.map(({ via }) => via),
      ['undici', 'editor', 'undici', 'undici', 'undici'],
    );
    assert.equal(asked.length, 1);
    await transport.close();
  });

  for (const [status, reason, attempts] of [
    [407, 'proxyLogin', 2],
    [502, 'proxyRefused', 5],
  ] as const) {
    it(`a proxy of the editor that answers ${status}: said as that, and nothing was sent`, async () => {
      // In the words of `fetch`: its code is that of every request which was given up.
      const cause = Object.assign(
        new Error(`Proxy response (${status}) !== 200 when HTTP Tunneling`),
        { code: 'UND_ERR_ABORTED' },
      );
      const failing: typeof fetch = () => Promise.reject(new TypeError('fetch failed', { cause }));
      const transport = auto({ lookup: noName, editorFetch: failing });
      const result = await run({
        transport,
        origin: 'https://api.test',
        operation: spendingOperation,
      });
      assert.equal(result.attempts[1]?.error, reason);
      assert.equal(result.attempts[1].sent, false);
      assert.equal(result.attempts.length, attempts);
      await transport.close();
    });
  }

  it('loopback never goes through the editor', async () => {
    const gone = await startFaultServer();
    await gone.close();
    const asked: string[] = [];
    const transport = auto({ editorFetch: editorFetch(server, asked) });
    const result = await run({ transport, origin: gone.origin });
    assert.equal(result.attempts.length, 4);
    assert.deepEqual(asked, []);
    await transport.close();
  });

  it('an unknown issuer goes to the editor; self-signed, expired and wrong host never', async () => {
    const hosts = ['api.test'];
    const authority = createAuthority('Known');
    const rows = [
      ['certificateIssuer', createAuthority('Unknown').issue({ name: 'x', hosts }), true],
      ['certificateSelfSigned', selfSigned({ name: 'x', hosts }), false],
      ['certificateExpired', authority.issue({ name: 'x', hosts, validDays: [-9, -2] }), false],
      ['certificateHost', authority.issue({ name: 'x', hosts: ['other.test'] }), false],
    ] as const;
    for (const [reason, { cert, key }, helped] of rows) {
      const secure = await startFaultServer({ tls: { cert, key } });
      const asked: string[] = [];
      const transport = auto({
        network: { ...network, certificates: [authority.cert] },
        lookup: loopback,
        editorFetch: editorFetch(server, asked),
      });
      const result = await run({ transport, origin: `https://api.test:${secure.port}` });
      assert.equal(result.attempts[0]?.error, reason);
      assert.equal(asked.length, helped ? 1 : 0, reason);
      assert.equal(result.outcome.kind, helped ? 'answered' : 'unreachable');
      await transport.close();
      await secure.close();
    }
  });

  it('what was sent is never made again another way', async () => {
    server.on('/reset', rawThenReset());
    const asked: string[] = [];
    const transport = auto({ lookup: loopback, editorFetch: editorFetch(server, asked) });
    const origin = `http://api.test:${server.port}`;
    const result = await run({ transport, origin, target: '/reset', operation: spendingOperation });
    assert.equal(timeline(result), '1 connectionLost\nunreachable stopped: ask');
    assert.deepEqual(asked, []);
    await transport.close();
  });
});

describe('the editor as the way', () => {
  let server: FaultServer;
  const transport = makeTransport({ mode: 'editor', caps: { memory: 50_000, file: 200_000 } });
  before(async () => {
    server = await startFaultServer();
  });
  after(async () => {
    await transport.close();
    await server.close();
  });
  let path = 0;
  const go = (
    behaviour: Parameters<FaultServer['on']>[1],
    options: Partial<Parameters<typeof run>[0]> = {},
  ) => {
    const target = `/editor${(path += 1)}`;
    server.on(target, behaviour);
    return run({
      transport,
      origin: server.origin,
      target,
      operation: spendingOperation,
      ...options,
    });
  };

  it('sends the same request with key and body', async () => {
    const result = await go(answer(201, { 'X-A': 'b' }, `{"key":"${canaryKey}"}`));
    assert.equal(timeline(result), '1 201\nanswered');
    assert.ok(!JSON.stringify(result).includes(canaryKey));
    const seen = server.seen.at(-1)!;
    assert.equal(seen.headers['x-api-key'], canaryKey);
    assert.equal(seen.headers['user-agent'], 'jobo-api-explorer/9.9.9');
    assert.equal(seen.body.toString(), '{"q":1}');
    assert.equal(result.answer?.headers['x-a'], 'b');
  });

  it('does not follow a redirect to another host', async () => {
    const other = await startFaultServer();
    const result = await go(answer(307, { Location: `${other.origin}/x` }));
    assert.equal(timeline(result), '1 307\nanswered');
    assert.equal(other.connections, 0);
    await other.close();
  });

  it('has the same limits', async () => {
    const quiet = await go(silence, {
      limits: limitsWith({ connect: 25, firstByte: 25 }),
    });
    assert.equal(timeline(quiet), '1 headersTimeout\ntimedOut stopped: ask');
    const stalled = await go(raw(head(200, { 'Content-Length': '10' }), 'abc'), {
      limits: limitsWith({ idleBody: 80 }),
    });
    assert.ok(stalled.outcome.kind === 'answered' && stalled.outcome.damaged === 'bodyTimeout');
    assert.equal(textOf(stalled), 'abc');
    const long = await go(answer(200, {}, Buffer.alloc(400_000)));
    assert.ok(long.outcome.kind === 'answered' && long.outcome.damaged === 'tooLarge');
    assert.equal(long.answer?.content.length, 200_000);
  });

  it('tells a body in an encoding that nobody asked for', async () => {
    const result = await go(answer(200, { 'Content-Encoding': 'foo' }, 'abc'));
    assert.deepEqual(result.outcome, { kind: 'answered', status: 200 });
    assert.deepEqual(result.answer?.odd, [{ code: 'unknownCoding', coding: 'foo' }]);
    assert.equal(textOf(result), 'abc');
  });

  it('keeps what had come when the connection breaks', async () => {
    const result = await go(rawThenReset(head(200, { 'Content-Length': '10' }), 'abc'));
    assert.equal(timeline(result), '1 200\nanswered stopped: ask');
    assert.equal(textOf(result), 'abc');
    const none = await go(rawThenReset());
    assert.equal(timeline(none), '1 connectionLost\nunreachable stopped: ask');
  });

  it('is cancelled at once', async () => {
    const abort = new AbortController();
    let hasCome = false;
    const running = go(() => (hasCome = true), { signal: abort.signal });
    await until(() => hasCome);
    abort.abort();
    const result = await within(50, running);
    assert.deepEqual(result?.outcome, { kind: 'cancelled', sent: true });
  });

  it('does not send a key where verification is off', async () => {
    const off = makeTransport({
      mode: 'editor',
      network: { ...network, environment: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } },
    });
    const before = server.seen.length;
    const result = await run({ transport: off, origin: 'https://api.test' });
    assert.deepEqual(result.outcome, { kind: 'refused', reason: 'unverifiedTls' });
    assert.equal(server.seen.length, before);
  });
});
