import assert from 'node:assert/strict';
import { limitsFor, defaultLimitSettings } from '../../../src/core/transport/limits';
import { operation } from '../../support/runs';

describe('limits of an attempt', () => {
  const poll = operation({
    timeoutSeconds: 30,
    parameters: [
      {
        name: 'wait_seconds',
        in: 'query',
        required: false,
        description: '',
        schema: { type: 'integer' },
        allowEmptyValue: false,
      },
    ],
  });
  const rows = [
    [operation({ timeoutSeconds: 600 }), {}, 600_000],
    [operation({ timeoutSeconds: 30 }), { wait_seconds: 90 }, 30_000],
    [poll, {}, 30_000],
    [poll, { wait_seconds: 90 }, 120_000],
    [poll, { wait_seconds: '60' }, 90_000],
    [poll, { wait_seconds: 0 }, 30_000],
    [poll, { wait_seconds: 'soon' }, 30_000],
    [poll, { wait_seconds: '1e400' }, 630_000],
    [poll, { wait_seconds: 1e9 }, 630_000],
  ] as const;
  for (const [what, query, firstByte] of rows) {
    it(`${what.timeoutSeconds} s and ${JSON.stringify(query)}: ${firstByte} ms for the first byte`, () => {
      const draft = { operationId: what.id, path: {}, query, headers: {} };
      const limits = limitsFor(what, draft, defaultLimitSettings);
      const whole = firstByte + 300_000;
      assert.deepEqual(limits, { connect: 10_000, firstByte, idleBody: 30_000, whole });
    });
  }
});
