import type { Answer, FailureReason } from '../transport/transport';

/** Why a request may be sent again, by its answer or failure; each reason is a row of the table. */
export type RetryReason = 'limited' | 'serverError' | 'maintenance' | 'uncertain' | 'neverSent';

export interface RetryRule {
  readonly statuses: readonly number[];
  readonly failures: readonly FailureReason[];
  /** Counted for this row alone. `setting`: `jobo.retry.retries500`. */
  readonly retries: number | 'setting';
  /** `limited`: Retry-After, then Retry-After plus growing backoff. `maintenance`: Retry-After, else evenly random. */
  readonly wait: 'limited' | 'backoff' | 'maintenance';
  /** May an operation of this class be sent again without asking? `unlessKeyed`: with an idempotency key only. */
  readonly spends: 'resend' | 'ask';
  readonly creates: 'resend' | 'ask' | 'unlessKeyed';
  /** Counted in the retry budget that all runs of an origin share. */
  readonly budgeted: boolean;
}

/**
 * The status table of the API's owner, one row per reason. Whatever is in no row is never retried: all other statuses,
 * errors of certificates, protocol, proxy logins and unusable proxies, and requests that were cancelled or refused by
 * us.
 */
export const retryPolicy: Readonly<Record<RetryReason, RetryRule>> = {
  limited: {
    statuses: [429],
    failures: [],
    retries: 5,
    wait: 'limited',
    spends: 'resend',
    creates: 'resend',
    budgeted: false,
  },
  serverError: {
    statuses: [500],
    failures: [],
    retries: 'setting',
    wait: 'backoff',
    spends: 'resend',
    creates: 'unlessKeyed',
    budgeted: true,
  },
  maintenance: {
    statuses: [503],
    failures: [],
    retries: 5,
    wait: 'maintenance',
    spends: 'resend',
    creates: 'resend',
    budgeted: false,
  },
  uncertain: {
    statuses: [408, 425, 502, 504],
    failures: [
      'connectionLost',
      'headersTimeout',
      'bodyTimeout',
      'damagedLength',
      'damagedEncoding',
    ],
    retries: 2,
    wait: 'backoff',
    spends: 'ask',
    creates: 'ask',
    budgeted: true,
  },
  neverSent: {
    statuses: [],
    failures: [
      'dns',
      'connectRefused',
      'connectTimeout',
      'networkUnreachable',
      'tlsHandshake',
      'proxyRefused',
      'certificatesUnread',
      'certificatesFailed',
    ],
    retries: 3,
    wait: 'backoff',
    spends: 'resend',
    creates: 'resend',
    budgeted: true,
  },
};

/** The n-th wait is `min(capMs, baseMs × 2^(n−1))`, times an even random factor of 1 to `1 + jitter`. */
export const backoff = { baseMs: 1_000, capMs: 30_000, jitter: 0.2 } as const;

/** The wait after a 503 that names no time: evenly random between the two, in milliseconds. */
export const maintenanceWait = { fromMs: 30_000, toMs: 60_000 } as const;

/** The most attempts of one run, for all reasons together. */
export const mostAttempts = 10;

/** What a person may choose; see the defaults below. */
export interface RetrySettings {
  readonly retries500: 3 | 4 | 5;
  /** A 500 on a creating operation without an idempotency key: `ask`, or retry as the table says. */
  readonly creatingOperations: 'ask' | 'table';
  /** An operation that the API has paused: retry as the table says, or `stop`. */
  readonly pausedOperations: 'table' | 'stop';
  /** A run that has to wait longer is shown as scheduled. */
  readonly longestSilentWaitMs: number;
}

export const defaultRetrySettings: RetrySettings = {
  retries500: 4,
  creatingOperations: 'ask',
  pausedOperations: 'table',
  longestSilentWaitMs: 300_000,
};

const reasons = Object.keys(retryPolicy) as RetryReason[];

/**
 * The table's row for an answer; undefined: never retried. The status of a damaged answer counts before the damage, so
 * that a 400 whose body broke off is still sent exactly once.
 */
export function reasonOf(answer: Answer): RetryReason | undefined {
  if (answer.kind === 'failed') {
    const reason = reasonOfFailure(answer.reason);
    // A kept-alive connection was closed before the request was written to it.
    return reason === 'uncertain' && !answer.sent ? 'neverSent' : reason;
  }
  if (answer.status < 400) return answer.damaged && reasonOfFailure(answer.damaged);
  return reasons.find(reason => retryPolicy[reason].statuses.includes(answer.status));
}

function reasonOfFailure(failure: FailureReason): RetryReason | undefined {
  return reasons.find(reason => retryPolicy[reason].failures.includes(failure));
}
