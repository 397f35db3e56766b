import assert from 'node:assert/strict';
import { mostAttempts } from '../../../src/core/retry/retryPolicy';
import type { StatusRow } from '../../support/matrix/statusRows';
import { statusRows } from '../../support/matrix/statusRows';
import { operation, run, timeline } from '../../support/runs';
import { servedTransport } from '../../support/servedTransport';

/** Real sockets, real bytes; only the waiting takes no time. */
describe('the table, as a timeline', () => {
  const served = servedTransport();

  let path = 0;
  const nextPath = (): string => `/case${(path += 1)}`;
  const seenAt = (target: string): number =>
    served.server.seen.filter(each => each.target === target).length;
  for (const { name, behaviours, options, lines } of statusRows) {
    it(name, async () => {
      const target = nextPath();
      served.server.on(target, ...behaviours);
      const result = await run({ ...served.parts, ...options, ...at(target, options) });
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
