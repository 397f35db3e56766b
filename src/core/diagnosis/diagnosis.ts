import type { Fix } from './fix';
import type { Member } from './readError';

/** All codes, by what happened to the request. */
export const diagnosisCodes = {
  /** Nothing was sent. */
  unsent: [
    'noKey',
    'cannotBuild',
    'foreignHeader',
    'keyInRequest',
    'unverifiedTls',
    'illegalKey',
    'sandboxFailed',
    'unknownProfile',
    'notConfirmed',
    'notRecorded',
    'ourFault',
  ],
  /** The API said no. */
  refused: [
    'badRequest',
    'badCursor',
    'keyRejected',
    'wrongKeyKind',
    'insufficientCredits',
    'forbidden',
    'feedNotInPlan',
    'managedFeedRefused',
    'autoApplyGated',
    'notFound',
    'feedRestart',
    'keyReused',
    'keyInFlight',
    'staleState',
    'conflict',
    'rateLimited',
    'requestTooLarge',
    'notThisApi',
    'otherClientError',
  ],
  /** The API, or a gateway before it, failed. */
  failed: ['serverError', 'unavailable', 'paused', 'gateway', 'redirected'],
  /** No (whole) answer. */
  unanswered: [
    'unreachable',
    'certificate',
    'proxy',
    'protocol',
    'noAnswer',
    'timedOut',
    'damaged',
    'cancelled',
    'interrupted',
  ],
  /** 2xx, but with a problem. */
  successWithProblem: ['emptyAnswer', 'notSucceeded', 'warned', 'noRows', 'pageBeyond'],
} as const;

export type DiagnosisCode = (typeof diagnosisCodes)[keyof typeof diagnosisCodes][number];

/** Why the exchange ended as it did: a code and its facts. The shell writes the sentences. JSON-safe. */
export interface Diagnosis {
  readonly code: DiagnosisCode;
  /** What the sentences need, by name. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  /** The API's own words, as text; untrusted. */
  readonly message?: string;
  /** Undocumented members of the error; untrusted. */
  readonly more?: readonly Member[];
  /** The first one is the default. */
  readonly fixes: readonly Fix[];
  /** The run is never charged: the sandbox, or a test key. */
  readonly notBilled?: true;
}
