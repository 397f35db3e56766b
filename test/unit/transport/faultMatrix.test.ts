import assert from 'node:assert/strict';
import { answer, arrived, head, raw, rawThenEnd, rawThenReset } from '../../support/faultServer';
import { faults, limitsOf } from '../../support/matrix/faults';
import { creatingOperation, run, spendingOperation, textOf, timeline } from '../../support/runs';
import { servedTransport } from '../../support/servedTransport';

describe('what a network or a server can do', () => {
  const served = servedTransport();

  const seenAt = (target: string): number =>
    served.server.seen.filter(each => each.target === target).length;
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
      served.server.on(target, behaviour);
      const result = await run({ ...served.parts, target, limits });
      const end = retries === 0 ? kind : `${kind} stopped: spent`;
      assert.equal(timeline(result), [...backoffLines(row, retries), end].join('\n'));
      assert.equal((await arrived(served.server, target, retries + 1)).length, retries + 1);
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
        served.server.on(target, behaviour);
        const result = await run({ ...served.parts, target, limits, operation });
        assert.equal(timeline(result), `1 ${row}\n${kind} stopped: ask`);
        assert.equal((await arrived(served.server, target, 1)).length, 1);
      });
    }
  }

  it('an idle connection that was closed at the moment of reuse: never a second POST', async () => {
    served.server.on('/stale', answer(200), rawThenReset());
    const first = await run({ ...served.parts, target: '/stale', operation: spendingOperation });
    assert.equal(first.outcome.kind, 'answered');
    const second = await run({ ...served.parts, target: '/stale', operation: spendingOperation });
    assert.equal(timeline(second), '1 connectionLost\nunreachable stopped: ask');
    assert.equal(seenAt('/stale'), 2);
  });

  it('a body without a length that ends with the connection is whole', async () => {
    served.server.on('/close', rawThenEnd(head(200, { Connection: 'close' }), '{"until":"close"}'));
    const result = await run({ ...served.parts, target: '/close' });
    assert.deepEqual(result.outcome, { kind: 'answered', status: 200 });
    assert.equal(textOf(result), '{"until":"close"}');
  });

  it('early hints before the answer are not the answer', async () => {
    served.server.on(
      '/hints',
      raw(
        'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n',
        head(200, { 'Content-Length': '2' }),
        'ok',
      ),
    );
    const result = await run({ ...served.parts, target: '/hints' });
    assert.equal(textOf(result), 'ok');
  });
});
