import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { answer, head, startFaultServer } from '../../support/faultServer';
import {
  destinationAt,
  freeOperation,
  makeTransport,
  requestFor,
  run,
  spendingOperation,
  timeline,
} from '../../support/runs';
import { servedTransport } from '../../support/servedTransport';

describe('one attempt', () => {
  const served = servedTransport();

  it('a key with a character that cannot stand in a header is refused; the server sees nothing', async () => {
    const before = served.server.connections;
    for (const key of ['new\nline-key', 'k\u00e9y-with-accent', 'with space key']) {
      const destination = destinationAt(served.server.origin, key);
      const result = await run({ transport: served.transport, destination });
      assert.deepEqual(result.outcome, { kind: 'refused', reason: 'illegalKey' });
      assert.equal(result.attempts.length, 0);
    }
    assert.equal(served.server.connections, before);
  });

  it('a key store that fails sends without a key', async () => {
    served.server.on('/keyless', answer(401));
    const destination = {
      ...destinationAt(served.server.origin),
      credential: () => Promise.reject(new Error('locked')),
    };
    const result = await run({ transport: served.transport, destination, target: '/keyless' });
    assert.equal(timeline(result), '1 401\nanswered');
    assert.equal(served.server.seen.at(-1)?.headers['x-api-key'], undefined);
  });

  it('counts the bytes that the server saw', async () => {
    served.server.on('/bytes', answer(200));
    for (const operation of [freeOperation, spendingOperation]) {
      const { attempts } = await run({ ...served.parts, target: '/bytes', operation });
      assert.equal(attempts[0]?.bytesOut, served.server.seen.at(-1)?.bytes);
    }
  });

  it('says who it is and what it can decode', async () => {
    served.server.on('/headers', answer(200));
    await run({ ...served.parts, target: '/headers' });
    const { headers } = served.server.seen.at(-1)!;
    assert.equal(headers['user-agent'], 'jobo-api-explorer/9.9.9');
    assert.match(headers['accept-encoding'] ?? '', /^gzip, br, deflate/);
    assert.equal(headers['accept'], 'application/json');
  });

  it('takes no header from a request that is not its own', async () => {
    served.server.on('/foreign', answer(200));
    const request = requestFor(freeOperation, '/foreign');
    const headers = {
      ...request.headers,
      'X-Api-Key': 'stolen',
      host: 'evil.test',
      'content-length': '7',
    };
    await run({ ...served.parts, request: { ...request, headers } });
    const seen = served.server.seen.at(-1)!;
    assert.equal(seen.headers['host'], `127.0.0.1:${served.server.port}`);
    assert.notEqual(seen.headers['x-api-key'], 'stolen');
    assert.equal(seen.body.length, 0);
  });

  it('opens at most two connections for 200 requests in a row', async () => {
    const quiet = await startFaultServer();
    const fresh = makeTransport();
    quiet.on('/thing', answer(200));
    for (let n = 0; n < 200; n += 1) await run({ transport: fresh, origin: quiet.origin });
    assert.equal(quiet.seen.length, 200);
    assert.ok(quiet.connections <= 2, `${quiet.connections} connections`);
    await fresh.close();
    await quiet.close();
  });

  it('a limit that no timer can hold is a long one, not none', async () => {
    served.server.on('/endless', socket =>
      setTimeout(() => socket.write(head(200, { 'Content-Length': '0' })), 30),
    );
    const limits = { connect: 3e9, firstByte: 1e12, idleBody: 3e9, whole: Infinity };
    const late = makeTransport({
      lookup: (_host, _options, callback) => {
        setTimeout(() => {
          callback(null, [{ address: '127.0.0.1', family: 4 }]);
        }, 30);
      },
    });
    const origin = `http://api.test:${served.server.port}`;
    const result = await run({ transport: late, origin, target: '/endless', limits });
    await late.close();
    assert.equal(timeline(result), '1 200\nanswered');
  });

  it('tells the phases of an attempt, which add up to all of it', async () => {
    const fresh = makeTransport();
    const pause = 50;
    let more = (): void => undefined;
    served.server.on('/phases', socket =>
      setTimeout(() => {
        socket.write(head(200, { 'Content-Length': '2' }) + 'o');
        more = () => setTimeout(() => socket.write('k'), pause);
      }, pause),
    );
    // The rest comes some time after the beginning has arrived.
    const onProgress = (bytes: number) => {
      if (!told) more();
      told = bytes > 0;
    };
    let told = false;
    const get = () => {
      told = false;
      return run({ transport: fresh, origin: served.server.origin, target: '/phases', onProgress });
    };
    const [first, second] = [await get(), await get()].map(({ attempts }) => attempts[0]!);
    // A timer may be early by a part of a millisecond.
    const least = pause - 2;
    for (const { timing, durationMs } of [first!, second!]) {
      const { queueMs = NaN, connectMs = 0, firstByteMs = NaN, downloadMs = NaN } = timing;
      assert.ok(queueMs >= 0 && firstByteMs >= least && downloadMs >= least);
      const sum = queueMs + connectMs + firstByteMs + downloadMs;
      assert.ok(sum <= durationMs, `${sum} of ${durationMs}`);
      assert.equal(timing.tlsMs, undefined);
    }
    assert.ok(first!.timing.connectMs !== undefined);
    await fresh.close();
  });

  it('counts the bytes that came, of the answer as it was sent', async () => {
    const body = gzipSync('x'.repeat(5_000));
    served.server.on(
      '/in',
      answer(200, { 'Content-Encoding': 'gzip', 'X-Fill': 'y'.repeat(500) }, body),
    );
    const { attempts, answer: came } = await run({ ...served.parts, target: '/in' });
    const { bytesIn } = attempts[0]!;
    assert.equal(came?.content.length, 5_000);
    assert.ok(bytesIn >= body.length + 500 && bytesIn < body.length + 700, String(bytesIn));
  });
});
