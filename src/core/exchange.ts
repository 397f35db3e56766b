import type { OperationClass } from './catalog/operation';
import type { BodyBadge, BodyFacts } from './body/badge';
import type { WaitReason } from './common/world';
import type { Diagnosis } from './diagnosis/diagnosis';
import { retryPolicy } from './retry/retryPolicy';
import type { AskedProxy, FailureReason, Timing } from './transport/transport';

/** One sending of the request, and its answer. */
export interface Attempt {
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly status?: number;
  readonly error?: FailureReason;
  /** Of the answer; lower-case names, several values joined by `, `. An echoed key is redacted. */
  readonly headers: Readonly<Record<string, string>>;
  /** The wait that follows this attempt. */
  readonly waitMs?: number;
  readonly waitReason?: WaitReason;
  /** False where it is certain that the request never left. */
  readonly sent: boolean;
  readonly timing: Timing;
  readonly bytesOut: number;
  readonly bytesIn: number;
  /** Which implementation sent it: ours, or the editor's `fetch`. */
  readonly via: 'undici' | 'editor';
  /** Hops followed within this attempt: GET to the same origin, at most 3. */
  readonly redirects: readonly string[];
}

/**
 * Statuses of a gateway that does not know what became of the request. 425 is in the same row of the retry table, but says
 * that the request was not worked on (RFC 8470, section 5.2).
 */
const ambiguousStatuses = retryPolicy.uncertain.statuses.filter(status => status !== 425);

/**
 * Whether an attempt may have been carried out, and charged, although no complete answer says so. A 500 charges
 * nothing, but an operation that creates something may have done so.
 */
export const isUncertain =
  (kind: OperationClass) =>
  ({ sent, status, error }: Attempt): boolean =>
    sent &&
    (status === undefined ||
      ambiguousStatuses.includes(status) ||
      (status === 500 && kind === 'creates') ||
      (status < 400 && error !== undefined));

/** Whether any attempt so far may have been charged without saying so. A 500 never is, even if it created something. */
export const mayHaveTaken = ({
  attempts,
  unbilled = [],
}: Pick<Exchange, 'attempts' | 'unbilled'>): boolean =>
  attempts.some((attempt, nth) => !unbilled.includes(nth) && isUncertain('spends')(attempt));

/** Whether a request may have reached the server; if the run was cut off, whether it may have been carried out. */
export const wasSent = ({ attempts, outcome }: Pick<Exchange, 'attempts' | 'outcome'>): boolean =>
  outcome.kind === 'interrupted' || outcome.kind === 'cancelled'
    ? outcome.sent
    : attempts.some(({ sent }) => sent);

/** Why no more attempts were made, although such an answer is normally retried. */
export type StopReason = 'spent' | 'ask' | 'budget' | 'paused' | 'notRecorded';

/** What a run is waiting for, or how it ended. */
export type Outcome =
  /** The person is being asked about the cost; nothing is sent before the answer. */
  | { readonly kind: 'asking' }
  | {
      readonly kind: 'running';
      /** Download progress of a slow answer: bytes on the wire so far, and milliseconds since the first of them. */
      readonly received?: { readonly bytes: number; readonly ms: number };
    }
  | {
      readonly kind: 'waiting';
      /** Wall-clock deadline, ISO 8601. */
      readonly until: string;
      readonly ms: number;
      readonly reason: WaitReason;
      /** Number of the attempt that follows, and the most there will be for this reason. */
      readonly next: number;
      readonly of: number;
      readonly status?: number;
      /** The API has paused the operation: more attempts are unlikely to help. */
      readonly paused?: true;
      /** Runs with the same key that go first. With `ms` 0 the run waits only for its turn. */
      readonly ahead?: number;
    }
  | {
      readonly kind: 'scheduled';
      readonly until: string;
      readonly reason: WaitReason;
      readonly status?: number;
    }
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly stopped?: StopReason;
      readonly damaged?: FailureReason;
    }
  | {
      readonly kind: 'unreachable';
      readonly reason: FailureReason;
      readonly sent: boolean;
      readonly stopped?: StopReason;
      /** The proxy that it failed at, if our own transport chose it. */
      readonly proxy?: AskedProxy;
    }
  | {
      readonly kind: 'timedOut';
      readonly reason: FailureReason;
      readonly sent: boolean;
      readonly stopped?: StopReason;
    }
  /** `sent`: an attempt may still have been carried out. */
  | { readonly kind: 'cancelled'; readonly sent: boolean }
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
  /** The window closed while it ran, or the extension failed. `sent`: it may have reached the server. */
  | { readonly kind: 'interrupted'; readonly sent: boolean; readonly fault?: true };

export type RefusalReason =
  | 'noKey'
  | 'cannotBuild'
  | 'foreignHeader'
  /** The draft contains an API key; keys belong in secret storage only. */
  | 'keyInRequest'
  | 'unverifiedTls'
  | 'notConfirmed'
  | 'sandboxFailed'
  | 'unknownProfile'
  | 'illegalKey'
  /** Its row could not be written to disk. */
  | 'notRecorded'
  /** The extension failed before anything was sent. */
  | 'ourFault';

/** Credits as the answer told them; fractions are possible. */
export interface Charge {
  readonly charged?: number;
  readonly balance?: number;
  readonly required?: number;
  /** Rows delivered for the charge, if they could be counted. */
  readonly rows?: number;
  /** The run's own answers did not tell the charge: it follows from the balance of a later answer. */
  readonly settledLater?: true;
}

/** What a run is for, if not for the answer of its operation. */
export type Purpose = 'keyCheck';

/** A run: its request, all attempts and its outcome. JSON-safe; replaced at each change, never mutated. */
export interface Exchange {
  readonly id: string;
  readonly operationId: string;
  /** Absent for a run whose answer the user wants. */
  readonly purpose?: Purpose;
  readonly method: string;
  readonly url: string;
  readonly profile: string;
  readonly startedAt: string;
  readonly attempts: readonly Attempt[];
  readonly outcome: Outcome;
  readonly body: BodyFacts & {
    /** What is odd about the body. Absent until there is an answer, and in runs of an earlier version. */
    readonly badges?: readonly BodyBadge[];
  };
  readonly diagnosis?: Diagnosis;
  readonly credits: Charge;
  /** What was known of the wallet when the run began; `at` ISO 8601. */
  readonly balanceBefore?: { readonly credits: number; readonly at: string };
  /** The key changed between two attempts. */
  readonly keyChanged?: true;
  /** Indexes (from 0) of the attempts whose key is not charged, including one on its way. */
  readonly unbilled?: readonly number[];
  /** The key does not have the documented form: a part of it may be missing. */
  readonly keyMalformed?: true;
}

type Ended = Pick<Exchange, 'outcome' | 'diagnosis' | 'purpose'>;

/** Whether a complete answer came. */
export const isWhole = ({ outcome, diagnosis }: Ended): boolean =>
  outcome.kind === 'answered' && outcome.damaged === undefined && diagnosis?.code !== 'emptyAnswer';

/** Whether a run succeeded: a complete answer below 300; for a key check, a key found good. */
export const isGood = (run: Ended): boolean =>
  run.purpose === 'keyCheck'
    ? isKeyGood(run)
    : run.outcome.kind === 'answered' && run.outcome.status < 300 && isWhole(run);

/**
 * Whether a key check found the key good: it asks for a job that does not exist, and only a good key gets the 404.
 * https://jobo.world/docs/api-reference/jobs-search/get-a-single-job-by-id
 */
export const isKeyGood = ({ purpose, outcome }: Pick<Exchange, 'purpose' | 'outcome'>): boolean =>
  purpose === 'keyCheck' && outcome.kind === 'answered' && outcome.status === 404;

/** Whether a run counts as a use of its operation. Key checks reuse getJob; do not show them as its last answer. */
export const isUse = ({ purpose }: { readonly purpose?: Purpose | undefined }): boolean =>
  purpose === undefined || uses[purpose];

const uses: Readonly<Record<Purpose, boolean>> = { keyCheck: false };

/** Answered as it should be; of a key check, the answer that tells that the key is good. */
export const isGoodAttempt = (attempt: Attempt, run: Exchange): boolean =>
  (attempt.status !== undefined && attempt.status < 300 && attempt.error === undefined) ||
  (isKeyGood(run) && attempt === run.attempts.at(-1));

/** True once nothing more will happen to it by itself. */
export const isSettled = ({ outcome }: Pick<Exchange, 'outcome'>): boolean =>
  !unsettled.has(outcome.kind);

const unsettled: ReadonlySet<Outcome['kind']> = new Set([
  'asking',
  'running',
  'waiting',
  'scheduled',
]);
