import assert from 'node:assert/strict';
import type { Exchange } from '../../../src/core/exchange';
import { measuringRun } from '../../../src/core/history/measuringRun';
import { draft } from '../request/drafts';
import { keyHouse, live, test, type KeyHouse } from './keyHouse';

describe('a fix that may take more than the run that it mends', () => {
  let house: KeyHouse;
  let first: Exchange;
  const small = draft('searchJobsPost', { body: '{"page_size": 1}' });
  beforeEach(async () => {
    house = await keyHouse();
    house.said.key = live;
    house.said.statuses = [400, 200];
    first = await house.run({}, small);
  });
  afterEach(() => house.close());
  const fix = () => house.run({ after: first.id, fixedRun: { exchange: first, draft: small } });

  it('is asked about in a row of its own, which ends as not confirmed where that is declined', async () => {
    const states: string[] = [];
    const listening = house.explorer.onDidChange(({ outcome }) => states.push(outcome.kind));
    const { id, outcome, diagnosis } = await fix();
    listening.dispose();
    assert.deepEqual(states, ['running', 'asking', 'refused']);
    assert.deepEqual(outcome, { kind: 'refused', reason: 'notConfirmed' });
    assert.equal(diagnosis?.code, 'notConfirmed');
    assert.equal(house.history.get(id)?.after, first.id);
    assert.deepEqual(
      house.asked.map(({ fixedRunUpTo, over }) => [fixedRunUpTo, over]),
      [[3, []]],
    );
    assert.deepEqual(house.sent(), [live]);
  });

  it('is sent where the person says so, and counted', async () => {
    house.said.answer = () => 'send';
    assert.deepEqual((await fix()).outcome, { kind: 'answered', status: 200 });
    assert.deepEqual(house.sent(), [live, live]);
    assert.deepEqual(await house.lines(), [
      ['settled', undefined],
      ['settled', 6],
    ]);
  });

  it('has no row, and sends nothing, where the kept answer is chosen instead', async () => {
    house.said.isKept = true;
    house.said.answer = ({ kept }) => (kept ? 'kept' : 'nothing');
    const before = house.history.rows().length;
    await fix();
    assert.equal(house.history.rows().length, before);
    assert.deepEqual(house.asked.at(-1)?.fixedRunUpTo, 3);
    assert.deepEqual(house.sent(), [live]);
  });

  for (const how of ['declined', 'cancelled'])
    it(`that was ${how} is asked about again when its row is sent again`, async () => {
      let id = '';
      house.said.answer = () => {
        if (how === 'cancelled') house.explorer.cancel(id);
        return 'nothing';
      };
      const fixedRun = { exchange: first, draft: small };
      const onStart = (exchange: Exchange) => (id = exchange.id);
      await house.run({ after: first.id, fixedRun, onStart });
      const row = house.history.get(id) ?? assert.fail('no row');
      house.said.answer = () => 'nothing';
      await house.run({ after: id, fixedRun: measuringRun(row, house.history) });
      assert.deepEqual(
        house.asked.map(question => question.fixedRunUpTo),
        [3, 3],
      );
      assert.deepEqual(house.sent(), [live]);
    });

  it('is asked about by what it may take more than a run that took nothing, also in a wait', async () => {
    house.said.key = test;
    house.said.statuses = [400, 400, 429, 200];
    const unbilled = await house.run({}, small);
    house.keysInWaits(live);
    const fixedRun = { exchange: unbilled, draft: small };
    const { outcome } = await house.run({ after: unbilled.id, fixedRun }, small);
    assert.deepEqual(outcome, { kind: 'refused', reason: 'notConfirmed' });
    assert.deepEqual(house.asked.at(-1)?.fixedRunUpTo, 0);
  });

  it('has its row while the guard still decides, where no answer is kept', async () => {
    const begun = new Promise<Exchange>(onStart => {
      house.said.isReady = new Promise(() => undefined);
      house.said.limits.day = 100;
      void house.run({ onStart });
    });
    const { id } = await begun;
    assert.equal(house.history.get(id)?.exchange.outcome.kind, 'running');
    house.explorer.cancel(id);
  });
});
