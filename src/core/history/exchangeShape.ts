import type { BodyBadge } from '../body/badge';
import type {
  Attempt,
  Charge,
  Exchange,
  Outcome,
  RefusalReason,
  StopReason,
  Purpose,
} from '../exchange';
import type { WaitReason } from '../common/world';
import {
  isAmount,
  isFlag,
  isNumber,
  isText,
  isTime,
  isTrue,
  isUrl,
  kindOf,
  listOf,
  nameIn,
  optional,
  recordOf,
  shapeOf,
  type Is,
} from '../common/shape';
import type { AskedProxy, FailureReason, Timing } from '../transport/transport';
import { isDiagnosis } from './diagnosisShape';

export const isFailure = nameIn<FailureReason>({
  dns: 1,
  connectRefused: 1,
  connectTimeout: 1,
  networkUnreachable: 1,
  tlsHandshake: 1,
  proxyRefused: 1,
  proxyLogin: 1,
  proxyKerberos: 1,
  proxyNtlm: 1,
  proxyDigest: 1,
  proxyUnsupported: 1,
  proxyUnreadable: 1,
  certificatesUnread: 1,
  certificatesFailed: 1,
  certificateExpired: 1,
  certificateSelfSigned: 1,
  certificateHost: 1,
  certificateIssuer: 1,
  certificateOther: 1,
  protocol: 1,
  switchedProtocol: 1,
  headersTooLarge: 1,
  connectionLost: 1,
  headersTimeout: 1,
  bodyTimeout: 1,
  totalTimeout: 1,
  damagedLength: 1,
  damagedEncoding: 1,
  tooLarge: 1,
  cancelled: 1,
  unverifiedTls: 1,
  illegalKey: 1,
  notRecorded: 1,
  other: 1,
});

export const isRefusal = nameIn<RefusalReason>({
  noKey: 1,
  cannotBuild: 1,
  foreignHeader: 1,
  keyInRequest: 1,
  ourFault: 1,
  unverifiedTls: 1,
  notConfirmed: 1,
  sandboxFailed: 1,
  unknownProfile: 1,
  illegalKey: 1,
  notRecorded: 1,
});

export const isWaitReason = nameIn<WaitReason>({
  server: 1,
  serverAndBackoff: 1,
  backoff: 1,
  maintenance: 1,
  sharedLimit: 1,
  person: 1,
});

export const isStop = nameIn<StopReason>({
  spent: 1,
  ask: 1,
  budget: 1,
  paused: 1,
  notRecorded: 1,
});

export const isPurpose = nameIn<Purpose>({ keyCheck: 1 });

const isStatus = isAmount;

const failed = { reason: isFailure, sent: isFlag, stopped: optional(isStop) };

const outcomes: Parameters<typeof kindOf<Outcome>>[0] = {
  asking: {},
  running: { received: optional(shapeOf({ bytes: isAmount, ms: isAmount })) },
  waiting: {
    until: isTime,
    ms: isAmount,
    reason: isWaitReason,
    next: isAmount,
    of: isAmount,
    status: optional(isStatus),
    paused: optional(isTrue),
    ahead: optional(isAmount),
  },
  scheduled: { until: isTime, reason: isWaitReason, status: optional(isStatus) },
  answered: { status: isStatus, stopped: optional(isStop), damaged: optional(isFailure) },
  unreachable: {
    ...failed,
    proxy: optional(shapeOf<AskedProxy>({ by: isText, loginBy: optional(isText) })),
  },
  timedOut: failed,
  cancelled: { sent: isFlag },
  refused: { reason: isRefusal },
  interrupted: { sent: isFlag, fault: optional(isTrue) },
};

const isOutcome = kindOf<Outcome>(outcomes);
export const isOutcomeKind = nameIn<Outcome['kind']>(outcomes);

export const isVia = nameIn<Attempt['via']>({ undici: 1, editor: 1 });

const isTiming = shapeOf<Timing>({
  queueMs: optional(isNumber),
  connectMs: optional(isNumber),
  tlsMs: optional(isNumber),
  firstByteMs: optional(isNumber),
  downloadMs: optional(isNumber),
});

const isAttempt = shapeOf<Attempt>({
  startedAt: isTime,
  durationMs: isNumber,
  status: optional(isStatus),
  error: optional(isFailure),
  headers: recordOf(isText),
  waitMs: optional(isNumber),
  waitReason: optional(isWaitReason),
  sent: isFlag,
  timing: isTiming,
  bytesOut: isAmount,
  bytesIn: isAmount,
  via: isVia,
  redirects: listOf(isText),
});

const isCharge = shapeOf<Charge>({
  charged: optional(isAmount),
  balance: optional(isNumber),
  required: optional(isNumber),
  rows: optional(isAmount),
  settledLater: optional(isTrue),
});

/** Each badge is checked when it is shown (`knownBadges`): one of a newer version must not cost the row. */
const areBadges: Is<readonly BodyBadge[]> = (value): value is readonly BodyBadge[] =>
  Array.isArray(value);

export const isExchange = shapeOf<Exchange>({
  id: isText,
  operationId: isText,
  purpose: optional(isPurpose),
  method: isText,
  url: isUrl,
  profile: isText,
  startedAt: isTime,
  attempts: listOf(isAttempt),
  outcome: isOutcome,
  body: shapeOf<Exchange['body']>({
    bytes: isAmount,
    contentType: isText,
    held: optional(isAmount),
    incomplete: optional(isFlag),
    badges: optional(areBadges),
  }),
  diagnosis: optional(isDiagnosis),
  credits: isCharge,
  balanceBefore: optional(shapeOf({ credits: isNumber, at: isTime })),
  keyChanged: optional(isTrue),
  unbilled: optional(listOf(isAmount)),
  keyMalformed: optional(isTrue),
});
