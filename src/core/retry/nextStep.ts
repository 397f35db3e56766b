import type { OperationClass } from '../catalog/operation';
import type { StopReason } from '../exchange';
import type { WaitReason } from '../common/world';
import type { RetryReason, RetryRule, RetrySettings } from './retryPolicy';
import { backoff, maintenanceWait, mostAttempts, reasonOf, retryPolicy } from './retryPolicy';
import type { Answer } from '../transport/transport';

/** What has happened in this run, the latest answer included. */
export interface Tally {
  readonly attempts: number;
  readonly counts: Readonly<Partial<Record<RetryReason, number>>>;
  /** 429 answers in a row. Any other answer resets it; an attempt without an answer does not. */
  readonly limitedInARow: number;
}

export const emptyTally: Tally = { attempts: 0, counts: {}, limitedInARow: 0 };

/** Counts an attempt. One that the transport repeats another way (`otherWay`) counts for no retry reason. */
export function countAnswer(tally: Tally, answer: Answer): Tally {
  const attempts = tally.attempts + 1;
  if (hasOtherWay(answer)) return { ...tally, attempts };
  const reason = reasonOf(answer);
  const inARow = answer.kind === 'answered' && reason !== 'limited' ? 0 : tally.limitedInARow;
  return {
    attempts,
    counts: reason ? { ...tally.counts, [reason]: (tally.counts[reason] ?? 0) + 1 } : tally.counts,
    limitedInARow: reason === 'limited' ? inARow + 1 : inARow,
  };
}

/** What decides about a retry, beside the answer. */
export interface RunFacts {
  readonly class: OperationClass;
  /** Every attempt carries an idempotency key. */
  readonly keyed: boolean;
  /** The API has paused this operation, by the catalog or by the answer's own code. */
  readonly paused: boolean;
  readonly settings: RetrySettings;
}

/** What follows an answer: the run stops, is sent again at once, or waits `ms` milliseconds. */
export type Step =
  | { readonly kind: 'stop'; readonly because?: StopReason }
  /** Send again at once; the transport takes its other way. */
  | { readonly kind: 'otherWay' }
  | {
      readonly kind: 'wait';
      readonly ms: number;
      readonly reason: WaitReason;
      /** The most attempts in all, if every answer has this reason. */
      readonly of: number;
      readonly budgeted: boolean;
      /** Longer than the setting `longestSilentWaitMs`. */
      readonly scheduled: boolean;
      /** The API has paused the operation. */
      readonly paused: boolean;
    };

/**
 * The step after an answer, by the table. `serverMs`: the wait that the server named; `random` is called at most once.
 */
export function nextStep(
  answer: Answer,
  tally: Tally,
  facts: RunFacts,
  serverMs: number | undefined,
  random: () => number,
): Step {
  if (hasOtherWay(answer)) {
    return tally.attempts < mostAttempts
      ? { kind: 'otherWay' }
      : { kind: 'stop', because: 'spent' };
  }
  const reason = reasonOf(answer);
  if (reason === undefined) return { kind: 'stop' };
  const rule = retryPolicy[reason];
  const { settings } = facts;
  if (mustAsk(rule, facts)) return { kind: 'stop', because: 'ask' };
  if (reason === 'maintenance' && facts.paused && settings.pausedOperations === 'stop') {
    return { kind: 'stop', because: 'paused' };
  }
  const count = tally.counts[reason] ?? 1;
  const retries = rule.retries === 'setting' ? settings.retries500 : rule.retries;
  if (count > retries || tally.attempts >= mostAttempts) return { kind: 'stop', because: 'spent' };
  const wait = waitFor(
    rule,
    rule.wait === 'limited' ? tally.limitedInARow : count,
    serverMs,
    random,
  );
  return {
    kind: 'wait',
    ...wait,
    of: Math.min(mostAttempts, tally.attempts + retries - count + 1),
    budgeted: rule.budgeted,
    scheduled: wait.ms > settings.longestSilentWaitMs,
    paused: reason === 'maintenance' && facts.paused,
  };
}

function mustAsk(rule: RetryRule, { class: kind, keyed, settings }: RunFacts): boolean {
  if (kind === 'free') return false;
  const may = rule[kind];
  return (
    may === 'ask' || (may === 'unlessKeyed' && !keyed && settings.creatingOperations === 'ask')
  );
}

/** The wait before the next attempt, in ms. `n`: how many answers had this reason, from 1; for 429 those in a row. */
export function waitFor(
  rule: Pick<RetryRule, 'wait'>,
  n: number,
  serverMs: number | undefined,
  random: () => number,
): { ms: number; reason: WaitReason } {
  switch (rule.wait) {
    case 'limited':
      if (serverMs === undefined) return { ms: backoffMs(n, random), reason: 'backoff' };
      if (n < 2) return { ms: serverMs, reason: 'server' };
      return { ms: serverMs + backoffMs(n - 1, random), reason: 'serverAndBackoff' };
    case 'maintenance': {
      if (serverMs !== undefined) return { ms: serverMs, reason: 'server' };
      const { fromMs, toMs } = maintenanceWait;
      return { ms: Math.ceil(fromMs + (toMs - fromMs) * random()), reason: 'maintenance' };
    }
    case 'backoff':
      return { ms: backoffMs(n, random), reason: 'backoff' };
  }
}

function backoffMs(n: number, random: () => number): number {
  return Math.ceil(
    Math.min(backoff.capMs, backoff.baseMs * 2 ** (n - 1)) * (1 + backoff.jitter * random()),
  );
}

const hasOtherWay = (answer: Answer): boolean =>
  answer.kind === 'failed' && answer.otherWay === true;
