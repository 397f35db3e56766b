import type { TreeItem } from 'vscode';
import type { Attempt, Exchange, Outcome } from '../../src/core/exchange';

export const exchangeOf = (
  operationId: string,
  outcome: Outcome,
  rest: Partial<Exchange> = {},
): Exchange => ({
  id: `run-${operationId}`,
  operationId,
  method: 'GET',
  url: 'https://connect.jobo.world/api/jobs',
  profile: 'Live',
  startedAt: '2026-01-31T09:00:00.000Z',
  attempts: [],
  outcome,
  body: { bytes: 0, contentType: '' },
  credits: {},
  ...rest,
});

export const attemptWith = (rest: Partial<Attempt>): Attempt => ({
  startedAt: '2026-01-31T09:00:00.000Z',
  durationMs: 12,
  headers: {},
  sent: true,
  timing: {},
  bytesOut: 10,
  bytesIn: 10,
  via: 'undici',
  redirects: [],
  ...rest,
});

/** What a screen reader says of a row. */
export const spoken = (item: TreeItem) => item.accessibilityInformation?.label;
