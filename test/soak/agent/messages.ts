import type { Exchange, SendRequest } from '../../../src/api';
import type { CommonTasks } from '../../support/agent/messages';

/** When an extension host ends itself: as soon as a run is asked for, or when it is told to be in this phase. */
export type OwnEnd = 'called' | 'running' | 'waiting' | 'answered';

/** What the soak asks the agent in an extension host to do. */
export interface Tasks extends CommonTasks {
  /** Of the person, not of the workspace. */
  set: {
    readonly params: { readonly name: string; readonly value: unknown };
    readonly result: unknown;
  };
  send: {
    readonly params: {
      readonly request: SendRequest;
      readonly kill?: OwnEnd;
      readonly lateMs?: number;
      /** Without a question: the kept answer is taken. */
      readonly takesKept?: true;
    };
    /** What became of it; its answer stays where it is. */
    readonly result: Pick<Exchange, 'id' | 'outcome'>;
  };
  /** Runs by number, of every scenario in turn, under these profiles in turn. */
  mixed: {
    readonly params: {
      readonly from: number;
      readonly count: number;
      readonly profiles: readonly string[];
    };
    readonly result: MixedTally;
  };
  /** The server has done its part of the run with this marker. */
  tell: { readonly params: { readonly marker: string }; readonly result: unknown };
  measure: { readonly params: Readonly<Record<string, never>>; readonly result: Measured };
}

/** Of some runs: how many came to what end, and how many requests their rows say were sent. */
export interface MixedTally {
  readonly kinds: Readonly<Record<string, number>>;
  /** By `profile method`. */
  readonly sent: Readonly<Record<string, number>>;
  /** Of `send` itself, which has none. */
  readonly failures: readonly string[];
}

export interface Measured {
  readonly heapBytes: number;
  /** Sockets, timers and the like that keep the process going, by kind. */
  readonly resources: Readonly<Record<string, number>>;
  readonly files: number;
  readonly rejections: readonly string[];
}
