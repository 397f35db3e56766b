import type { Stages } from '../../core/transport/probe/connectionReport';
import type { FailureReason } from '../../core/transport/transport';

export type StepName = keyof Stages;

/** A failed step of a diagnosed connection. */
export interface Broken {
  readonly step: StepName;
  readonly reason: FailureReason;
  readonly code: string;
}

/** A failed step in words. */
export interface BrokenStepWords {
  /** What happened. */
  readonly what: string;
  /** What to do about it. */
  readonly next: string;
}
