import assert from 'node:assert/strict';
import { spentIn } from '../../../src/core/credits/spentIn';
import { row } from '../history/rows';

describe('what runs took', () => {
  it('is told with how often it is unknown; the sandbox takes nothing', () => {
    const lost = { kind: 'unreachable', reason: 'connectionLost', sent: true } as const;
    const exchanges = [
      row('a', { credits: { charged: 0.1 } }),
      row('b', { credits: { charged: 0.2 } }),
      row('c', { operationId: 'searchJobs', outcome: lost }),
      row('d', { operationId: 'searchJobs', outcome: lost, profile: 'Sandbox' }),
      row('e', { credits: { charged: 75 }, profile: 'Sandbox' }),
      row('f', { outcome: lost }),
    ].map(({ exchange }) => exchange);
    assert.deepEqual(spentIn(exchanges), { credits: 0.3, unknown: 1 });
    assert.deepEqual(spentIn([]), { credits: 0, unknown: 0 });
  });
});
