import type { OperationClass } from './catalog/operation';
import type { BodyBadge, BodyFacts } from './body/badge';
import type { WaitReason } from './common/world';
import type { Diagnosis } from './diagnosis/diagnosis';
import { retryPolicy } from './retry/retryPolicy';
import type { AskedProxy, FailureReason, Timing } from './transport/transport';

/** One sending and its answer. */
export interface Attempt {
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly status?: number;
  readonly error?: FailureReason;
  /** Of the answer; lower-case names, several values joined by `, `. The key, had it been echoed, is redacted. */
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
 * What a gateway answers when it does not know what became of the request. 425 is of the same row of the retry table, but
 * says that the request was not worked on (RFC 8470, section 5.2).
 */
const ambiguousStatuses = retryPolicy.uncertain.statuses.filter(status => status !== 425);

/**
 * Whether a sending may have been carried out, and charged, although no whole answer says so. After a 500 nothing is
 * charged, but what creates may have created.
 */
export const isUncertain =
  (kind: OperationClass) =>
  ({ sent, status, error }: Attempt): boolean =>
    sent &&
    (status === undefined ||
      ambiguousStatuses.includes(status) ||
      (status === 500 && kind === 'creates') ||
      (status < 400 && error !== undefined));

/** Whether an attempt that is over may have been charged. Its 500s took nothing, whatever they have created. */
export const mayHaveTaken = ({
  attempts,
  unbilled = [],
}: Pick<Exchange, 'attempts' | 'unbilled'>): boolean =>
  attempts.some((attempt, nth) => !unbilled.includes(nth) && isUncertain('spends')(attempt));

/** Whether anything may have reached the server; of a run that was ended or cut off, whether it may have been carried out. */
export const wasSent = ({ attempts, outcome }: Pick<Exchange, 'attempts' | 'outcome'>): boolean =>
  outcome.kind === 'interrupted' || outcome.kind === 'cancelled'
    ? outcome.sent
    : attempts.some(({ sent }) => sent);

/** Why no more attempts were made although the answer was one that is retried. */
export type StopReason = 'spent' | 'ask' | 'budget' | 'paused' | 'notRecorded';

/** What the person is waiting for right now, or how it ended. */
export type Outcome =
  /** The question about what it may cost stands; nothing has been sent. */
  | { readonly kind: 'asking' }
  | {
      readonly kind: 'running';
      /** What has come of an answer that takes its time: bytes on the wire, and for how many milliseconds they come. */
      readonly received?: { readonly bytes: number; readonly ms: number };
    }
  | {
      readonly kind: 'waiting';
      /** Wall-clock deadline, ISO 8601. */
      readonly until: string;
      readonly ms: number;
      readonly reason: WaitReason;
      /** Number of the attempt that follows, and how many there will be at most for this reason. */
      readonly next: number;
      readonly of: number;
      readonly status?: number;
      /** The API has paused the operation: more attempts are unlikely to help. */
      readonly paused?: true;
      /** Runs of the same key that go before this one. With `ms` 0 it waits for nothing but its turn. */
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
      /** Where it failed at a proxy of our own choice. */
      readonly proxy?: AskedProxy;
    }
  | {
      readonly kind: 'timedOut';
      readonly reason: FailureReason;
      readonly sent: boolean;
      readonly stopped?: StopReason;
    }
  /** `sent`: an attempt may have been carried out all the same. */
  | { readonly kind: 'cancelled'; readonly sent: boolean }
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
  /** The window closed while it ran, or the extension failed. `sent`: it may have reached the server. */
  | { readonly kind: 'interrupted'; readonly sent: boolean; readonly fault?: true };

export type RefusalReason =
  | 'noKey'
  | 'cannotBuild'
  | 'foreignHeader'
  /** An API key stands in it, elsewhere than in secret storage. */
  | 'keyInRequest'
  | 'unverifiedTls'
  | 'notConfirmed'
  | 'sandboxFailed'
  | 'unknownProfile'
  | 'illegalKey'
  /** Its row could not be brought to disk. */
  | 'notRecorded'
  /** The extension failed before anything was sent. */
  | 'ourFault';

/** Credits as the answer told them; fractions are possible. */
export interface Charge {
  readonly charged?: number;
  readonly balance?: number;
  readonly required?: number;
  /** Delivered for it, where that could be counted. */
  readonly rows?: number;
  /** No answer of this run told the charge: a later one did, by its balance. */
  readonly settledLater?: true;
}

/** What a run is for where it is not the answer of its operation that is wanted. */
export type Purpose = 'keyCheck';

/** One request, all its attempts, its outcome. JSON-safe; replaced, never changed. */
export interface Exchange {
  readonly id: string;
  readonly operationId: string;
  /** Absent for a run that was asked for. */
  readonly purpose?: Purpose;
  readonly method: string;
  readonly url: string;
  readonly profile: string;
  readonly startedAt: string;
  readonly attempts: readonly Attempt[];
  readonly outcome: Outcome;
  readonly body: BodyFacts & {
    /** What is odd about it. Absent until there is an answer, and in runs of an earlier version. */
    readonly badges?: readonly BodyBadge[];
  };
  readonly diagnosis?: Diagnosis;
  readonly credits: Charge;
  /** What was known of the wallet when the run began; `at` ISO 8601. */
  readonly balanceBefore?: { readonly credits: number; readonly at: string };
  /** The key was set anew between two of its attempts. */
  readonly keyChanged?: true;
  /** Which of its attempts, from 0, went with a key that is not charged; one that is on its way too. */
  readonly unbilled?: readonly number[];
  /** The key is not of the documented form: a part of it may be missing. */
  readonly keyMalformed?: true;
}

type Ended = Pick<Exchange, 'outcome' | 'diagnosis' | 'purpose'>;

/** An answer came, and what came is all that was due. */
export const isWhole = ({ outcome, diagnosis }: Ended): boolean =>
  outcome.kind === 'answered' && outcome.damaged === undefined && diagnosis?.code !== 'emptyAnswer';

/** Answered as it should be. */
export const isGood = (run: Ended): boolean =>
  run.purpose === 'keyCheck'
    ? isKeyGood(run)
    : run.outcome.kind === 'answered' && run.outcome.status < 300 && isWhole(run);

/**
 * A check that finds the key good: it asks for a job that does not exist, and only a good key is told so.
 * https://jobo.world/docs/api-reference/jobs-search/get-a-single-job-by-id
 */
export const isKeyGood = ({ purpose, outcome }: Pick<Exchange, 'purpose' | 'outcome'>): boolean =>
  purpose === 'keyCheck' && outcome.kind === 'answered' && outcome.status === 404;

/** Whether a run is one of its operation's own, whose answer is the operation's last one; a key check only borrows it. */
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
