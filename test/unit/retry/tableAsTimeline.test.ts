import assert from 'node:assert/strict';
import { mostAttempts } from '../../../src/core/retry/retryPolicy';
import type { Transport } from '../../../src/core/transport/transport';
import type { FaultServer } from '../../support/faultServer';
import { startFaultServer } from '../../support/faultServer';
import type { StatusRow } from '../../support/matrix/statusRows';
import { statusRows } from '../../support/matrix/statusRows';
import { makeTransport, operation, run, timeline } from '../../support/runs';

/** Real sockets, real bytes; only the waiting takes no time. */
describe('the table, as a timeline', () => {
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

  let path = 0;
  const nextPath = (): string => `/case${(path += 1)}`;
  const seenAt = (target: string): number =>
    server.seen.filter(each => each.target === target).length;
  for (const { name, behaviours, options, lines } of statusRows) {
    it(name, async () => {
      const target = nextPath();
      server.on(target, ...behaviours);
      const result = await run({
        transport,
        origin: server.origin,
        ...options,
        ...at(target, options),
      });
      assert.equal(timeline(result), lines.join('\n'));
      assert.equal(seenAt(target), result.attempts.length);
      assert.ok(result.attempts.length <= mostAttempts);
    });
  }

  const at = (target: string, options: StatusRow['options']) => ({
    target,
    operation: options?.operation ?? operation(),
  });
});
