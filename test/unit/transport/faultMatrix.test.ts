import assert from 'node:assert/strict';
import type { Transport } from '../../../src/core/transport/transport';
import type { FaultServer } from '../../support/faultServer';
import {
  answer,
  arrived,
  head,
  raw,
  rawThenEnd,
  rawThenReset,
  startFaultServer,
} from '../../support/faultServer';
import { faults, limitsOf } from '../../support/matrix/faults';
import {
  creatingOperation,
  makeTransport,
  run,
  spendingOperation,
  textOf,
  timeline,
} from '../../support/runs';

describe('what a network or a server can do', () => {
  let server: FaultServer;
  let transport: Transport;
  before(async () => {
    server = await startFaultServer();
    transport = makeTransport();
  });
  after(async () => {
    await transport.close();
    await server.close();
  });

  const seenAt = (target: string): number =>
    server.seen.filter(each => each.target === target).length;
  const backoffLines = (what: string, retries: number): string[] => [
    ...Array.from(
      { length: retries },
      (_, n) => `${n + 1} ${what} waited ${1_000 * 2 ** n} ms (backoff)`,
    ),
    `${retries + 1} ${what}`,
  ];

  for (const [index, { name, behaviour, row, kind, retries, text, limit }] of faults.entries()) {
    const limits = limitsOf(limit);
    it(`${name}: ${retries === 0 ? 'never retried' : 'a free operation tries again'}`, async () => {
      const target = `/fault${index}`;
      server.on(target, behaviour);
      const result = await run({ transport, origin: server.origin, target, limits });
      const end = retries === 0 ? kind : `${kind} stopped: spent`;
      assert.equal(timeline(result), [...backoffLines(row, retries), end].join('\n'));
      assert.equal((await arrived(server, target, retries + 1)).length, retries + 1);
      assert.ok(result.attempts.every(attempt => attempt.sent));
      if (kind === 'answered') {
        assert.ok(result.outcome.kind === 'answered' && result.outcome.damaged !== undefined);
        assert.ok(result.attempts.every(attempt => attempt.error !== undefined));
      }
      if (text !== undefined) assert.equal(textOf(result), text);
    });
    if (retries === 0) continue;
    for (const operation of [spendingOperation, creatingOperation]) {
      it(`${name}: ${operation.id} is sent once, then asks`, async () => {
        const target = `/fault${index}/${operation.id}`;
        server.on(target, behaviour);
        const result = await run({
          transport,
          origin: server.origin,
          target,
          limits,
          operation,
        });
        assert.equal(timeline(result), `1 ${row}\n${kind} stopped: ask`);
        assert.equal((await arrived(server, target, 1)).length, 1);
      });
    }
  }

  it('an idle connection that was closed at the moment of reuse: never a second POST', async () => {
    server.on('/stale', answer(200), rawThenReset());
    const first = await run({
      transport,
      origin: server.origin,
      target: '/stale',
      operation: spendingOperation,
    });
    assert.equal(first.outcome.kind, 'answered');
    const second = await run({
      transport,
      origin: server.origin,
      target: '/stale',
      operation: spendingOperation,
    });
    assert.equal(timeline(second), '1 connectionLost\nunreachable stopped: ask');
    assert.equal(seenAt('/stale'), 2);
  });

  it('a body without a length that ends with the connection is whole', async () => {
    server.on('/close', rawThenEnd(head(200, { Connection: 'close' }), '{"until":"close"}'));
    const result = await run({ transport, origin: server.origin, target: '/close' });
    assert.deepEqual(result.outcome, { kind: 'answered', status: 200 });
    assert.equal(textOf(result), '{"until":"close"}');
  });

  it('early hints before the answer are not the answer', async () => {
    server.on(
      '/hints',
      raw(
        'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n',
        head(200, { 'Content-Length': '2' }),
        'ok',
      ),
    );
    const result = await run({ transport, origin: server.origin, target: '/hints' });
    assert.equal(textOf(result), 'ok');
  });
});
