import type { DialOptions } from '../dial';
import { codeOf, ConnectError, failureReason, type Phase } from '../failure';
import type { SystemCertificates } from '../systemCertificates';
import { startTimer } from '../timer';
import type { FailureReason } from '../transport';
import type { World } from '../../common/world';
import type { Stage } from './connectionReport';

/** What every step of a probe takes from outside. */
export interface StageWorld extends Pick<World, 'now' | 'monotonic'>, DialOptions {
  readonly readSystemCertificates: () => Promise<SystemCertificates>;
  readonly signal: AbortSignal;
  /** Milliseconds for each step of a connection. */
  readonly connectMs: number;
}

export interface StageEnd<Facts, Learnt = Facts> {
  done(facts: Facts): void;
  failed(reason: FailureReason, code: string, facts?: Learnt): void;
}

/** A step under way. */
export interface Begun<Learnt> {
  /** The facts learnt so far. */
  learnt(): Learnt;
  /** Ends it: nobody waits for it any more. */
  stop(): void;
}

/** Runs one step, which ends once: by itself, by its limit (`late` is then the reason), or by the abort. */
export function runStage<Facts, Learnt = Facts>(
  { signal, connectMs, monotonic }: StageWorld,
  begin: (end: StageEnd<Facts, Learnt>) => Begun<Learnt> | undefined,
  late: FailureReason = 'connectTimeout',
): Promise<Stage<Facts, Learnt>> {
  const began = monotonic();
  return new Promise(resolve => {
    // The step may be given up while `begin` still runs.
    const step: { begun?: Begun<Learnt> | undefined } = {};
    const failed = (reason: FailureReason, code: string, facts?: Learnt): void => {
      end({ kind: 'failed', ms: 0, reason, code, ...(facts && { facts }) });
    };
    const giveUp = (reason: FailureReason, code: string): void => {
      step.begun?.stop();
      failed(reason, code, step.begun?.learnt());
    };
    const stop = (): void => {
      giveUp('cancelled', 'ABORT_ERR');
    };
    const timer = startTimer(() => {
      giveUp(late, 'ETIMEDOUT');
    }, connectMs);
    const end = (stage: Exclude<Stage<Facts, Learnt>, { kind: 'notTried' }>): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve({ ...stage, ms: monotonic() - began });
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) {
      stop();
      return;
    }
    step.begun = begin({
      done: facts => {
        end({ kind: 'done', ms: 0, facts });
      },
      failed,
    });
  });
}

/** The reason and the code of an error in a phase. */
export function reasonOf(error: unknown, phase: Phase): readonly [FailureReason, string] {
  if (error instanceof ConnectError) return [error.reason, error.detail];
  const code = codeOf(error);
  return [failureReason(code, phase), code];
}
