import assert from 'node:assert/strict';
import type { DiagnosisCode } from '../../../src/core/diagnosis/diagnosis';
import { pages } from '../../../src/core/diagnosis/pages';
import { rules } from '../../../src/core/diagnosis/rules';
import type { Outcome, RefusalReason } from '../../../src/core/exchange';
import {
  answers,
  explain,
  failures,
  refusals,
  timeouts,
  type Case,
  type NetworkFailure,
} from './cases';
import { goldens } from './goldens';

const lost = (reason: NetworkFailure, sent: boolean): Outcome =>
  timeouts.has(reason) ? { kind: 'timedOut', reason, sent } : { kind: 'unreachable', reason, sent };

describe('rules', () => {
  it('reach every code, and no rule is behind another that always holds first', () => {
    const reached = new Set<DiagnosisCode>();
    const cases: Case[] = [
      ...answers.map(([status, operation, , body]): Case => ({
        operation,
        outcome: { kind: 'answered', status },
        body,
      })),
      ...(Object.keys(refusals) as RefusalReason[]).map((reason): Case => ({
        outcome: { kind: 'refused', reason },
      })),
      ...(Object.keys(failures) as NetworkFailure[]).map((reason): Case => ({
        outcome: lost(reason, true),
      })),
      { outcome: { kind: 'cancelled', sent: true } },
      { outcome: { kind: 'interrupted', sent: true } },
      { outcome: { kind: 'answered', status: 200, damaged: 'damagedLength' } },
    ];
    for (const of of cases) {
      const diagnosis = explain(of);
      assert.ok(diagnosis && diagnosis.fixes.length > 0);
      reached.add(diagnosis.code);
    }
    for (const { status, code } of goldens) if (status >= 300 && code) reached.add(code);
    assert.deepEqual([...reached].sort(), [...new Set(rules.map(({ code }) => code))].sort());
  });

  it('open pages over https only, of hosts of the API', () => {
    for (const address of Object.values(pages)) {
      const url = new URL(address);
      assert.equal(url.protocol, 'https:');
      assert.match(url.hostname, /(^|\.)jobo\.world$/);
    }
  });
});
