import type { Attempt, Outcome, RefusalReason, StopReason } from '../exchange';
import type { Step } from './nextStep';
import type { Answer, FailureReason } from '../transport/transport';

/** The outcome of a run that ends with this answer. `stopped`: why an answer that is retried is not retried again. */
export function outcomeOf(answer: Answer, stopped: StopReason | undefined): Outcome {
  const why = stopped === undefined ? {} : { stopped };
  if (answer.kind === 'answered') {
    const { status, damaged } = answer;
    if (damaged === 'cancelled') return { kind: 'cancelled', sent: true };
    return { kind: 'answered', status, ...(damaged === undefined ? {} : { damaged }), ...why };
  }
  const { reason, sent, proxy } = answer;
  if (reason === 'cancelled') return { kind: 'cancelled', sent };
  if (isRefusal(reason)) return { kind: 'refused', reason };
  const facts = { reason, sent, ...why };
  if (timeouts.has(reason)) return { kind: 'timedOut', ...facts };
  return { kind: 'unreachable', ...facts, ...(proxy && { proxy }) };
}

const isRefusal = (reason: FailureReason): reason is Extract<FailureReason, RefusalReason> =>
  reason === 'unverifiedTls' || reason === 'illegalKey' || reason === 'notRecorded';

const timeouts: ReadonlySet<FailureReason> = new Set<FailureReason>([
  'connectTimeout',
  'headersTimeout',
  'bodyTimeout',
  'totalTimeout',
]);

/** The outcome of a run that waits. @param next number of the attempt that follows @param now epoch milliseconds */
export function waitingFor(
  step: Pick<Extract<Step, { kind: 'wait' }>, 'ms' | 'reason' | 'of' | 'scheduled' | 'paused'> & {
    readonly ahead?: number;
  },
  next: number,
  now: number,
  status: number | undefined,
): Outcome {
  const { ms, reason, of } = step;
  const until = new Date(now + ms).toISOString();
  const answered = status === undefined ? {} : { status };
  if (step.scheduled) return { kind: 'scheduled', until, reason, ...answered };
  const paused = step.paused ? ({ paused: true } as const) : {};
  const ahead = step.ahead ? { ahead: step.ahead } : {};
  return { kind: 'waiting', until, ms, reason, next, of, ...answered, ...paused, ...ahead };
}

/** The attempt as the run keeps it. Undefined where we refused to send: there was no attempt. */
export function attemptOf(answer: Answer, startedAt: number, step: Step): Attempt | undefined {
  if (answer.kind === 'failed' && isRefusal(answer.reason)) return undefined;
  const { durationMs, timing, bytesOut, bytesIn, via, redirects } = answer;
  const error = answer.kind === 'failed' ? answer.reason : answer.damaged;
  const attempt: { -readonly [field in keyof Attempt]: Attempt[field] } = {
    startedAt: new Date(startedAt).toISOString(),
    durationMs,
    headers: answer.kind === 'answered' ? answer.headers : {},
    sent: answer.kind === 'answered' || answer.sent,
    timing,
    bytesOut,
    bytesIn,
    via,
    redirects,
  };
  if (answer.kind === 'answered') attempt.status = answer.status;
  if (error !== undefined) attempt.error = error;
  if (step.kind === 'wait') {
    attempt.waitMs = step.ms;
    attempt.waitReason = step.reason;
  }
  return attempt;
}
