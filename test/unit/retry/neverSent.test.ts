import assert from 'node:assert/strict';
import type { Transport } from '../../../src/core/transport/transport';
import type { FaultServer } from '../../support/faultServer';
import { failingCodes, failingLookup, hole } from '../../support/matrix/lookups';
import { answer, startFaultServer } from '../../support/faultServer';
import {
  creatingOperation,
  freeOperation,
  limitsWith,
  makeTransport,
  run,
  spendingOperation,
  timeline,
} from '../../support/runs';

describe('what was never sent', () => {
  let transport: Transport;
  before(() => {
    transport = makeTransport();
  });
  after(() => transport.close());

  const backoffLines = (what: string, retries: number): string[] => [
    ...Array.from(
      { length: retries },
      (_, n) => `${n + 1} ${what} waited ${1_000 * 2 ** n} ms (backoff)`,
    ),
    `${retries + 1} ${what}`,
  ];

  for (const code of failingCodes) {
    for (const operation of [freeOperation, spendingOperation, creatingOperation]) {
      it(`DNS ${code}: ${operation.id} was never sent and tries again`, async () => {
        const nowhere = makeTransport({ lookup: failingLookup(code) });
        const result = await run({ transport: nowhere, origin: 'http://api.test', operation });
        assert.equal(
          timeline(result),
          [...backoffLines('dns', 3), 'unreachable stopped: spent'].join('\n'),
        );
        assert.ok(result.attempts.every(attempt => !attempt.sent && attempt.bytesOut === 0));
        await nowhere.close();
      });
    }
  }

  it('a port where nothing listens', async () => {
    const gone = await startFaultServer();
    await gone.close();
    const result = await run({ transport, origin: gone.origin, operation: creatingOperation });
    assert.equal(
      timeline(result),
      [...backoffLines('connectRefused', 3), 'unreachable stopped: spent'].join('\n'),
    );
    assert.deepEqual(result.outcome, {
      kind: 'unreachable',
      reason: 'connectRefused',
      sent: false,
      stopped: 'spent',
    });
  });

  it('a port where something listens again after the second try', async () => {
    const late = await startFaultServer();
    const { port, origin } = late;
    await late.close();
    let tries = 0;
    const second: FaultServer[] = [];
    const result = await run({
      transport,
      origin,
      operation: spendingOperation,
      report: () => undefined,
      onWait: ({ sendNow }) => {
        tries += 1;
        if (tries < 2) return;
        void startFaultServer({ port }).then(started => {
          second.push(started);
          started.on('/thing', answer(200));
          sendNow();
        });
      },
      world: heldWorld(() => tries < 2),
    });
    assert.equal(result.outcome.kind, 'answered');
    assert.deepEqual(
      result.attempts.map(attempt => attempt.error),
      ['connectRefused', 'connectRefused', undefined],
    );
    assert.equal(second.length, 1);
    for (const started of second) {
      assert.equal(started.seen.length, 1);
      await started.close();
    }
  });

  it('a connection that is never made ends at its own limit', async () => {
    const waiting = makeTransport({ lookup: hole });
    const limits = limitsWith({ connect: 100 });
    const result = await run({ transport: waiting, origin: 'http://api.test', limits });
    assert.equal(
      timeline(result),
      [...backoffLines('connectTimeout', 3), 'timedOut stopped: spent'].join('\n'),
    );
    assert.ok(result.attempts.every(attempt => !attempt.sent && attempt.durationMs >= 99));
    await waiting.close();
  });
});

/** Waits take no time while `instant` says so, and else until they are ended. */
function heldWorld(instant: () => boolean) {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    random: () => 0,
    wait: () => (instant() ? Promise.resolve() : new Promise<void>(() => undefined)),
  };
}
