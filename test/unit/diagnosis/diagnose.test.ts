import assert from 'node:assert/strict';
import type { Outcome, RefusalReason } from '../../../src/core/exchange';
import { operationOf } from '../request/drafts';
import { paused } from '../../support/paused';
import {
  answers,
  creates,
  explain,
  explainInSteps,
  failures,
  free,
  holds,
  name,
  refusals,
  spends,
  timeouts,
  unsent,
  type Case,
  type NetworkFailure,
} from './cases';

function meets(of: Case, expected: string): void {
  const diagnosis = explain(of);
  const told = diagnosis && `${diagnosis.code}: ${diagnosis.fixes.map(name).join(' ')}`;
  assert.ok(holds(diagnosis, expected), `${told ?? 'nothing'} instead of ${expected}`);
}

const lost = (reason: NetworkFailure, sent: boolean): Outcome =>
  timeouts.has(reason) ? { kind: 'timedOut', reason, sent } : { kind: 'unreachable', reason, sent };

describe('diagnose', () => {
  for (const [status, operation, expected, body] of answers) {
    const why = body === undefined ? '' : ` with ${JSON.stringify(body)}`;
    it(`${status} of ${operation}${why} is ${expected}`, () => {
      meets({ operation, outcome: { kind: 'answered', status }, body }, expected);
    });
  }

  it('a proxy is named by what names it, and what can be changed is offered first', () => {
    for (const [reason, proxy, setting] of [
      ['proxyUnsupported', { by: 'ALL_PROXY' }, 'http.proxy'],
      ['proxyUnreadable', { by: 'http.proxyAuthorization' }, 'http.proxyAuthorization'],
      ['proxyLogin', { by: 'http.proxy' }, 'http.proxy'],
      [
        'proxyLogin',
        { by: 'HTTPS_PROXY', loginBy: 'http.proxyAuthorization' },
        'http.proxyAuthorization',
      ],
      ['proxyKerberos', { by: 'http.proxy' }, 'jobo.network.transport'],
    ] as const) {
      const diagnosis = explain({
        outcome: { kind: 'unreachable', reason, sent: false, proxy },
        sent: [],
      });
      const { proxyBy, loginBy } = diagnosis?.facts ?? {};
      assert.deepEqual(
        { proxyBy, loginBy },
        {
          loginBy: undefined,
          proxyBy: proxy.by,
          ...('loginBy' in proxy && { loginBy: proxy.loginBy }),
        },
      );
      assert.deepEqual(diagnosis?.fixes[0], { kind: 'openSetting', setting });
    }
  });

  for (const [reason, expected] of Object.entries(refusals) as [RefusalReason, string][]) {
    it(`refused as ${reason} is ${expected}`, () => {
      meets({ outcome: { kind: 'refused', reason }, sent: [] }, expected);
    });
  }

  for (const [reason, expected] of Object.entries(failures) as [NetworkFailure, string][]) {
    it(`${reason} is ${expected}`, () => {
      const sent = !unsent.has(reason);
      meets({ operation: spends, outcome: lost(reason, sent), sent: [sent] }, expected);
    });
  }

  for (const [what, of, expected] of [
    [
      'cancelled before it was sent',
      { operation: spends, outcome: { kind: 'cancelled', sent: false }, sent: [] },
      'cancelled: sendAgain',
    ],
    [
      'cancelled after it was sent',
      { operation: spends, outcome: { kind: 'cancelled', sent: true } },
      'cancelled: sendAgain!',
    ],
    [
      'cancelled in the wait after a 429',
      { operation: spends, outcome: { kind: 'cancelled', sent: false }, sent: [true] },
      'cancelled: sendAgain',
    ],
    [
      'a free one cancelled',
      { operation: free, outcome: { kind: 'cancelled', sent: true } },
      'cancelled: sendAgain',
    ],
    [
      'interrupted while waiting, before unsent',
      { operation: spends, outcome: { kind: 'interrupted', sent: false }, sent: [false] },
      'interrupted: sendAgain',
    ],
    [
      'interrupted after an attempt',
      { operation: creates, outcome: { kind: 'interrupted', sent: true } },
      'interrupted: sendAgain!',
    ],
    [
      'a good answer that broke off',
      { operation: spends, outcome: { kind: 'answered', status: 200, damaged: 'damagedLength' } },
      'damaged: sendAgain!',
    ],
    [
      'a bad answer that broke off',
      { outcome: { kind: 'answered', status: 400, damaged: 'damagedLength' } },
      'damaged: sendAgain',
    ],
    [
      'an earlier attempt that was sent',
      {
        operation: spends,
        outcome: { kind: 'unreachable', reason: 'connectionLost', sent: false },
        sent: [true, false],
      },
      'noAnswer: sendAgain!',
    ],
  ] as readonly [string, Case, string][]) {
    it(`${what} is ${expected}`, () => {
      meets(of, expected);
    });
  }

  it('has nothing to say of a good answer, of a run that goes on, or of bytes that are no JSON', () => {
    const good: Outcome = { kind: 'answered', status: 200 };
    for (const body of [
      {},
      { succeeded: true },
      { warnings: [] },
      [],
      'text',
      '{"succeeded": fal',
    ]) {
      assert.equal(explain({ outcome: good, body }), undefined);
    }
    assert.equal(explain({ outcome: { kind: 'running' } }), undefined);
    assert.equal(
      explain({ outcome: { kind: 'answered', status: 201 }, body: { id: 1 } }),
      undefined,
    );
  });

  it('catches a 200 that did not succeed', () => {
    const outcome: Outcome = { kind: 'answered', status: 200 };
    const body = { succeeded: false, error: 'No such place.' };
    const diagnosis = explain({ operation: 'geocodeLocation', outcome, body });
    assert.equal(diagnosis?.code, 'notSucceeded');
    assert.equal(diagnosis.message, 'No such place.');
    assert.ok(diagnosis.fixes.map(name).includes('editRequest'));
    const silent = explain({ outcome, body: { succeeded: false, error: null } });
    assert.ok(silent && !('message' in silent));
  });

  it('tells the warnings of a 200, and how many', () => {
    const outcome: Outcome = { kind: 'answered', status: 200 };
    const warnings = [{ message: 'One.' }, null, 5, { message: 'Two.' }];
    const diagnosis = explain({ outcome, body: { warnings } });
    assert.equal(diagnosis?.code, 'warned');
    assert.equal(diagnosis.facts['warnings'], 4);
    assert.equal(diagnosis.message, 'One. Two.');
  });

  it('tells the warnings of a large answer with many pauses', () => {
    const outcome: Outcome = { kind: 'answered', status: 200 };
    const jobs = Array.from({ length: 50_000 }, (_, id) => ({ id, text: 'x'.repeat(20) }));
    const warnings = [{ code: 'some', message: 'One.' }, null, { message: 'Two.' }];
    const { result, pauses } = paused(explainInSteps({ outcome, body: { jobs, warnings } }));
    assert.deepEqual(
      [result?.code, result?.message, result?.facts['warnings'], result?.facts['apiCode']],
      ['warned', 'One. Two.', 3, 'some'],
    );
    assert.ok(pauses >= 20, String(pauses));
    const many = Array.from({ length: 100_000 }, () => ({ message: 'Careful.' }));
    const told = paused(explainInSteps({ outcome, body: { warnings: many } }));
    assert.equal(told.result?.facts['warnings'], 100_000);
    assert.ok(told.pauses >= 20, String(told.pauses));
  });

  it('does not read a large answer to look for a catch', () => {
    const body = { succeeded: false, pad: 'x'.repeat(70_000) };
    assert.equal(explain({ outcome: { kind: 'answered', status: 200 }, body }), undefined);
  });

  it('gives the sentences their facts', () => {
    const body = { detail: 'Too few.', code: 'c', credits_required: 300, credits_balance: 120 };
    const diagnosis = explain({
      operation: spends,
      outcome: { kind: 'answered', status: 402, stopped: 'spent' },
      body,
      credits: { required: 300, balance: 120 },
      sent: [false, true],
    });
    assert.equal(diagnosis?.message, 'Too few.');
    const { operation: summary, ...facts } = diagnosis.facts;
    assert.equal(summary, operationOf(spends).summary);
    const expected = {
      profile: 'Own',
      origin: 'https://api.example',
      operationClass: 'spends',
      attempts: 2,
      sent: true,
      status: 402,
      stopped: 'spent',
      apiCode: 'c',
      required: 300,
      balance: 120,
    };
    for (const [fact, value] of Object.entries(expected)) assert.equal(facts[fact], value, fact);
  });

  it('says where a redirect wanted to go', () => {
    const headers = { location: 'https://other.example/' };
    const diagnosis = explain({ outcome: { kind: 'answered', status: 302 }, headers });
    assert.equal(diagnosis?.facts['location'], 'https://other.example/');
  });

  it('is JSON, whatever the answer was', () => {
    for (const [status, operation, , body] of answers) {
      const diagnosis = explain({ operation, outcome: { kind: 'answered', status }, body });
      assert.deepEqual(JSON.parse(JSON.stringify(diagnosis)), diagnosis);
    }
  });

  it('explains every status from 300 on, each with a fix', () => {
    for (let status = 300; status < 600; status += 1) {
      const diagnosis = explain({ outcome: { kind: 'answered', status } });
      assert.ok(diagnosis && diagnosis.fixes.length > 0, String(status));
    }
  });
});
