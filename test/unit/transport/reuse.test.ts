import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { diagnose } from '../../../src/core/diagnosis/diagnose';
import type { Transport } from '../../../src/core/transport/transport';
import { startClosingServer, type ClosingServer } from '../../support/closingServer';
import { makeTransport, requestFor, run, spendingOperation, timeline } from '../../support/runs';

/** What undici tells in the moment before it writes a request. */
const writing = 'undici:client:sendHeaders';

describe('requests of which each begins as the one before ends', () => {
  it('go over one connection', async () => {
    let connections = 0;
    const server = createServer(socket => {
      connections += 1;
      socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const transport = makeTransport();
    for (let sent = 0; sent < 10; sent += 1) {
      const result = await run({ transport, origin, target: '/', operation: spendingOperation });
      assert.equal(result.outcome.kind, 'answered', timeline(result));
    }
    await transport.close();
    server.close();
    assert.equal(connections, 1);
  });
});

describe('a kept connection that is closed as it is used again', () => {
  let server: ClosingServer;
  let transport: Transport;
  beforeEach(async () => {
    server = await startClosingServer();
    transport = makeTransport();
  });
  afterEach(async () => {
    await transport.close();
    await server.stop();
  });
  const operation = spendingOperation;
  const send = (body?: Buffer) =>
    run({
      transport,
      origin: server.origin,
      target: '/',
      operation,
      ...(body && { request: { ...requestFor(operation, '/'), body } }),
    });
  /** Sends until a connection is used again, and closes that one in the moment before it is written to. */
  const sendAsItCloses = async (how: 'reset' | 'end', body?: Buffer) => {
    let hasClosed = false;
    const isClosed = () => hasClosed;
    const close = (message: unknown) => {
      const { socket } = message as { socket: Socket };
      if (hasClosed || socket.bytesRead === 0) return;
      hasClosed = true;
      server.closeNow(how, [socket.localPort!]);
    };
    subscribe(writing, close);
    let result = await send(body);
    while (!isClosed()) result = await send(body);
    unsubscribe(writing, close);
    return result;
  };

  it('while it lay idle: the request goes over another one', async () => {
    for (const how of ['reset', 'end'] as const) {
      await send();
      await sleep(100);
      server.closeNow(how);
      const result = await send();
      assert.equal(result.outcome.kind, 'answered', timeline(result));
      assert.ok(result.attempts.slice(0, -1).every(({ sent }) => !sent));
    }
  });

  it('before one byte has left: never sent, and so sent again', async () => {
    const result = await sendAsItCloses('reset');
    assert.equal(timeline(result), '1 connectionLost waited 1000 ms (backoff)\n2 200\nanswered');
    assert.deepEqual(
      result.attempts.map(({ sent }) => sent),
      [false, true],
    );
  });

  it('with a request too long to go out in one piece: nobody knows, so it asks', async () => {
    const result = await sendAsItCloses('reset', Buffer.alloc(2_000_000, ' '));
    assert.equal(timeline(result), '1 connectionLost\nunreachable stopped: ask');
    assert.equal(result.attempts[0]?.sent, true);
  });

  it('once it has been written: nobody knows, so it asks, and the explanation says which case it is', async () => {
    const result = await sendAsItCloses('end');
    assert.equal(timeline(result), '1 connectionLost\nunreachable stopped: ask');
    const { attempts, outcome } = result;
    assert.equal(attempts[0]?.sent, true);
    const exchange = {
      id: 'run',
      operationId: operation.id,
      method: 'POST',
      url: `${server.origin}/`,
      profile: 'Own',
      startedAt: new Date().toISOString(),
      attempts,
      outcome,
      body: { bytes: 0, contentType: '' },
      credits: {},
    };
    const found = diagnose(exchange, operation, new Uint8Array());
    assert.equal(found?.code, 'noAnswer');
    assert.equal(found.facts['inReuse'], true);
  });
});
