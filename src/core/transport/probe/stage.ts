import type { LookupFunction } from 'node:net';
import { codeOf, ConnectError, failureReason, type Phase } from '../failure';
import { startTimer } from '../timer';
import type { FailureReason } from '../transport';
import type { World } from '../world';
import type { Stage } from './connectionReport';

/** What every step of a probe takes from outside. */
export interface StageWorld extends Pick<World, 'now' | 'monotonic'> {
  readonly lookup: LookupFunction;
  readonly signal: AbortSignal;
  /** Milliseconds for each step of a connection. */
  readonly connectMs: number;
}

export interface StageEnd<Facts> {
  done(facts: Facts): void;
  failed(reason: FailureReason, code: string, facts?: Facts): void;
}

/** One step, ended once: by itself, by its limit, or because it is given up. */
export function runStage<Facts>(
  { signal, connectMs, monotonic }: StageWorld,
  begin: (end: StageEnd<Facts>) => void,
): Promise<Stage<Facts>> {
  const began = monotonic();
  return new Promise(resolve => {
    const stop = (): void => {
      end({ kind: 'failed', ms: 0, reason: 'cancelled', code: 'ABORT_ERR' });
    };
    const timer = startTimer(() => {
      end({ kind: 'failed', ms: 0, reason: 'connectTimeout', code: 'ETIMEDOUT' });
    }, connectMs);
    const end = (stage: Exclude<Stage<Facts>, { kind: 'notTried' }>): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve({ ...stage, ms: monotonic() - began });
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) {
      stop();
      return;
    }
    begin({
      done: facts => {
        end({ kind: 'done', ms: 0, facts });
      },
      failed: (reason, code, facts) => {
        end({ kind: 'failed', ms: 0, reason, code, ...(facts && { facts }) });
      },
    });
  });
}

export function reasonOf(error: unknown, phase: Phase): readonly [FailureReason, string] {
  if (error instanceof ConnectError) return [error.reason, error.detail];
  const code = codeOf(error);
  return [failureReason(code, phase), code];
}
