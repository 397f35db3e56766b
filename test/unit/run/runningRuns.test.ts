import assert from 'node:assert/strict';
import { findOperation } from '../../../src/core/catalog/catalog';
import type { Exchange } from '../../../src/core/exchange';
import { actionOf, RunningRuns } from '../../../src/core/run/runningRuns';
import { draft } from '../request/drafts';

const operation = findOperation('searchJobsPost') ?? assert.fail();
const never = () => new Promise<Exchange>(() => undefined);

/** An action that counts how often its draft is looked at. */
function counted(body: string, account = 'a') {
  let times = 0;
  const own = draft('searchJobsPost', { body });
  const watched = {
    ...own,
    get body() {
      times += 1;
      return body;
    },
  };
  return { asked: () => times, action: actionOf(watched, operation, 'own', account) };
}

describe('runs of the same action', () => {
  it('are found, however the request is written, and not for another account', () => {
    const runs = new RunningRuns();
    void runs.start('id', counted('{"page_size": 2}').action, { profile: 'own' }, never);
    assert.ok(runs.twinOf(counted('{ "page_size" : 2 }').action));
    assert.equal(runs.twinOf(counted('{"page_size": 2}', 'b').action), undefined);
    assert.equal(runs.twinOf(counted('{"page_size": 3}').action), undefined);
  });

  it('are not looked for where nothing goes on that could be one', () => {
    const runs = new RunningRuns();
    const { asked, action } = counted('{}');
    assert.equal(runs.twinOf(action), undefined);
    void runs.start('free', undefined, { profile: 'own' }, never);
    void runs.start('id', action, { profile: 'own' }, never);
    assert.equal(runs.twinOf(undefined), undefined);
    assert.equal(asked(), 0);
    runs.twinOf(counted('{}').action);
    const times = asked();
    assert.notEqual(times, 0);
    runs.twinOf(counted('{"page_size": 1}').action);
    assert.equal(asked(), times, 'once is enough');
  });
});
