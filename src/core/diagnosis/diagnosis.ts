import type { Fix } from './fix';
import type { Member } from './readError';

export type DiagnosisCode =
  // nothing was sent
  | 'noKey'
  | 'cannotBuild'
  | 'foreignHeader'
  | 'keyInRequest'
  | 'unverifiedTls'
  | 'illegalKey'
  | 'sandboxFailed'
  | 'unknownProfile'
  | 'notConfirmed'
  | 'notRecorded'
  | 'ourFault'
  // the API said no
  | 'badRequest'
  | 'badCursor'
  | 'keyRejected'
  | 'wrongKeyKind'
  | 'insufficientCredits'
  | 'forbidden'
  | 'feedNotInPlan'
  | 'managedFeedRefused'
  | 'autoApplyGated'
  | 'notFound'
  | 'feedRestart'
  | 'keyReused'
  | 'keyInFlight'
  | 'staleState'
  | 'conflict'
  | 'rateLimited'
  | 'requestTooLarge'
  | 'notThisApi'
  | 'otherClientError'
  // the API, or what stands before it, failed
  | 'serverError'
  | 'unavailable'
  | 'paused'
  | 'gateway'
  | 'redirected'
  // no (whole) answer
  | 'unreachable'
  | 'certificate'
  | 'proxy'
  | 'protocol'
  | 'noAnswer'
  | 'timedOut'
  | 'damaged'
  | 'cancelled'
  | 'interrupted'
  // 2xx with a catch
  | 'emptyAnswer'
  | 'notSucceeded'
  | 'warned'
  | 'noRows'
  | 'pageBeyond';

/** Why the exchange ended as it did: a code and its facts. The shell writes the sentences. JSON-safe. */
export interface Diagnosis {
  readonly code: DiagnosisCode;
  /** What the sentences need, by name. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  /** The API's own words, as text; untrusted. */
  readonly message?: string;
  /** Members of the error that nobody documents; untrusted. */
  readonly more?: readonly Member[];
  /** The first one is the default. */
  readonly fixes: readonly Fix[];
  /** The run could not be charged: the sandbox, or a test key. */
  readonly notBilled?: true;
}
