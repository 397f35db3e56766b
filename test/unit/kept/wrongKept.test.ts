import assert from 'node:assert/strict';
import { until } from '../../support/inTime';
import { RecentValues } from '../../../src/shell/requests/recentValues';
import { anyKeys } from '../../../src/core/request/keyErrors';
import { Prices } from '../../../src/shell/credits/prices';
import { spendingSession } from '../../../src/shell/credits/spendingSession';
import type { State } from '../../../src/core/common/queuedState';
import { draft } from '../request/drafts';
import { row } from '../history/rows';
import { wrongValues } from './wrongValues';

describe('wrong values that are kept', () => {
  it('whoever reads them goes on, whatever is kept, and writes what is right', async () => {
    for (const wrong of wrongValues) {
      const values = new Map<string, unknown>();
      const state: State = {
        get: key => (values.has(key) ? values.get(key) : wrong),
        update: (key, value) => {
          values.set(key, value);
          return Promise.resolve();
        },
      };
      const failed = (failure: unknown) => assert.fail(String(failure));
      const recent = new RecentValues(state, anyKeys, failed);
      assert.deepEqual(recent.of('q'), []);
      recent.remember(draft('searchJobs', { query: { q: 'x', ['__proto__']: 'y' } }));
      await until(() => values.size > 0);
      assert.deepEqual(recent.of('q'), ['x']);
      const prices = new Prices(state, failed);
      assert.equal(prices.of('__proto__', 'toString'), undefined);
      const charged = row('a', {
        operationId: 'createApplication',
        profile: '__proto__',
        credits: { charged: 7 },
        attempts: [],
      }).exchange;
      await prices.onExchange(charged);
      assert.equal(prices.of('constructor', 'createApplication'), undefined);
      await prices.forget('__proto__');
      assert.equal(prices.of('__proto__', 'createApplication'), undefined);
      const session = spendingSession(state, 5, failed);
      assert.deepEqual(spendingSession(state, 6, failed), session);
    }
  });
});
