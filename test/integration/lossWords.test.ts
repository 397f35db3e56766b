import assert from 'node:assert/strict';
import type { Diagnosis, DiagnosisCode } from '../../src/core/diagnosis/diagnosis';
import { retryPolicy } from '../../src/core/retry/retryPolicy';
import { diagnosisWords } from '../../src/shell/words/diagnosisWords';
import { statusWhy } from '../../src/shell/words/statusWords';

const before = (ms: number) => new Date(Date.now() - ms).toISOString();

const common = {
  profile: 'Live',
  origin: 'https://connect.jobo.world',
  operation: 'Search jobs',
  attempts: 1,
  sent: true,
  status: 504,
  failure: 'connectionLost',
  metered: true,
  balanceBefore: 1204,
};

const detail = (code: DiagnosisCode, facts: Diagnosis['facts']) =>
  diagnosisWords({ code, facts: { ...common, ...facts }, fixes: [] }).detail;

describe('what is said of a run that asks before it is sent again', () => {
  const asks = ['gateway', 'noAnswer', 'timedOut', 'damaged', 'serverError'] as const;
  const only =
    /Only the balance that a later metered answer tells can show whether this one was charged\.$/;
  for (const code of asks) {
    for (const operationClass of ['spends', 'creates'] as const) {
      it(`${code} of one that ${operationClass}: balance, its age, and what alone can tell`, () => {
        const facts = { operationClass, stopped: 'ask' };
        for (const [ms, age] of [
          [5_000, 'just now'],
          [200_000, '3 min ago'],
          [5 * 3_600_000, '5 h ago'],
        ] as const) {
          const text = detail(code, { ...facts, balanceBeforeAt: before(ms) });
          assert.ok(text.includes(`Balance before: 1,204 credits (${age}).`), text);
          assert.match(text, only);
        }
        const { balanceBefore: _, ...unknown } = common;
        const text = diagnosisWords({ code, facts: { ...unknown, ...facts }, fixes: [] }).detail;
        assert.doesNotMatch(text, /Balance before/);
        assert.match(text, only);
      });
    }
  }

  it('one whose kept connection closed as it went out says that it is this case', () => {
    const facts = { operationClass: 'spends', stopped: 'ask' };
    const text = detail('noAnswer', { ...facts, inReuse: true });
    assert.match(text, /^The connection was kept from an earlier request, and closed just as/);
    assert.match(text, /it may have been charged/);
    assert.doesNotMatch(detail('noAnswer', facts), /kept from an earlier request/);
  });

  it('one that creates and costs nothing has no balance to look at', () => {
    const { metered: _, ...free } = common;
    const facts = { ...free, operationClass: 'creates', stopped: 'ask' };
    const text = diagnosisWords({ code: 'gateway', facts, fixes: [] }).detail;
    assert.doesNotMatch(text, /alance|charged/);
    assert.match(text, /Look for the result before sending again\.$/);
  });
});

describe('what is said of a run that the others have stopped', () => {
  for (const code of [
    'serverError',
    'gateway',
    'noAnswer',
    'timedOut',
    'damaged',
    'unreachable',
    'proxy',
  ] as const) {
    it(`${code}: too many runs are failing here`, () => {
      for (const sent of [true, false]) {
        const text = detail(code, { operationClass: 'free', stopped: 'budget', sent });
        assert.match(text, /Too many runs are failing here/);
        assert.match(text, /Send again in a minute\.$/);
        assert.equal(text.match(/send( it)? again/gi)?.length, 1, text);
      }
    });
  }
});

describe('what is said of a run that History could not record', () => {
  const stopped = { stopped: 'notRecorded', status: 500 };
  it('before anything was sent: nothing was sent or charged, and what to do', () => {
    const text = detail('notRecorded', { operationClass: 'spends', sent: false, attempts: 0 });
    assert.match(text, /History could not be written/);
    assert.match(text, /Nothing was sent or charged\. Free some space, .*send again/);
  });

  it('after an attempt: that it was not sent again, whatever came of that', () => {
    for (const code of ['rateLimited', 'serverError', 'unavailable', 'unreachable'] as const) {
      const text = detail(code, { operationClass: 'spends', ...stopped });
      assert.match(text, /It was not sent again, because History could not be written\. Free/);
      assert.doesNotMatch(text, /may have/);
    }
  });

  it('a 500 on one that creates may have done its work', () => {
    const text = detail('serverError', { operationClass: 'creates', ...stopped });
    assert.match(text, /may have done its work/);
  });
});

describe('what is said of a cancelled run', () => {
  const said = (facts: Diagnosis['facts']) =>
    detail('cancelled', { operationClass: 'spends', ...facts });
  it('may have been charged only where an attempt may have been carried out', () => {
    assert.match(said({ sent: true }), /may have been charged/);
    assert.match(said({ operationClass: 'creates', sent: true }), /may have done its work/);
    assert.match(said({ sent: false, attempts: 1 }), /waiting.*Nothing was charged\.$/);
    assert.equal(said({ sent: false, attempts: 0 }), 'Nothing had been sent.');
  });
});

describe('why a status is what it is', () => {
  it('says that an error is never charged, but where nobody can tell', () => {
    for (const status of [400, 401, 402, 403, 404, 429, 500, 503])
      assert.match(statusWhy(status) ?? '', /An error is never charged\.$/);
    for (const status of retryPolicy.uncertain.statuses)
      assert.doesNotMatch(statusWhy(status) ?? '', /never charged/);
  });
});

describe('what else is said of a run', () => {
  it('the status page, once the retries after a 500 are used up', () => {
    assert.match(detail('serverError', { stopped: 'spent' }), /status\.jobo\.world/);
  });

  it('that the key was set anew, after a 401 of the new one', () => {
    assert.match(detail('keyRejected', { keyChanged: true }), /set anew during this run/);
    assert.doesNotMatch(detail('keyRejected', {}), /set anew/);
  });
});
