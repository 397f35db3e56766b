import type { BodyBadge } from '../../src/core/body/badge';
import type { DiagnosisCode } from '../../src/core/diagnosis/diagnosis';
import type { Page } from '../../src/core/diagnosis/fix';
import type { WaitReason } from '../../src/core/common/world';
import type { FindingCause, FindingPlace, Unsendable } from '../../src/core/request/finding';
import type { FailureReason } from '../../src/core/transport/transport';

/** The compiler keeps the keys complete. */
export const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>) =>
  Object.keys(table) as K[];

export const failures = keysOf<FailureReason>({
  dns: 0,
  connectRefused: 0,
  connectTimeout: 0,
  networkUnreachable: 0,
  tlsHandshake: 0,
  proxyRefused: 0,
  proxyLogin: 0,
  proxyKerberos: 0,
  proxyNtlm: 0,
  proxyDigest: 0,
  proxyUnsupported: 0,
  proxyUnreadable: 0,
  certificatesUnread: 0,
  certificatesFailed: 0,
  certificateExpired: 0,
  certificateSelfSigned: 0,
  certificateHost: 0,
  certificateIssuer: 0,
  certificateOther: 0,
  protocol: 0,
  switchedProtocol: 0,
  headersTooLarge: 0,
  connectionLost: 0,
  headersTimeout: 0,
  bodyTimeout: 0,
  totalTimeout: 0,
  damagedLength: 0,
  damagedEncoding: 0,
  tooLarge: 0,
  cancelled: 0,
  unverifiedTls: 0,
  illegalKey: 0,
  notRecorded: 0,
  other: 0,
});
export const codes = keysOf<DiagnosisCode>({
  badCursor: 0,
  wrongKeyKind: 0,
  managedFeedRefused: 0,
  feedRestart: 0,
  keyReused: 0,
  keyInFlight: 0,
  staleState: 0,
  requestTooLarge: 0,
  notThisApi: 0,
  noRows: 0,
  pageBeyond: 0,
  noKey: 0,
  cannotBuild: 0,
  foreignHeader: 0,
  keyInRequest: 0,
  unverifiedTls: 0,
  illegalKey: 0,
  sandboxFailed: 0,
  unknownProfile: 0,
  notConfirmed: 0,
  notRecorded: 0,
  ourFault: 0,
  badRequest: 0,
  keyRejected: 0,
  insufficientCredits: 0,
  forbidden: 0,
  feedNotInPlan: 0,
  autoApplyGated: 0,
  notFound: 0,
  conflict: 0,
  rateLimited: 0,
  otherClientError: 0,
  serverError: 0,
  unavailable: 0,
  paused: 0,
  gateway: 0,
  redirected: 0,
  unreachable: 0,
  certificate: 0,
  proxy: 0,
  protocol: 0,
  noAnswer: 0,
  timedOut: 0,
  damaged: 0,
  cancelled: 0,
  interrupted: 0,
  emptyAnswer: 0,
  notSucceeded: 0,
  warned: 0,
});
export const waits = keysOf<WaitReason>({
  server: 0,
  serverAndBackoff: 0,
  backoff: 0,
  maintenance: 0,
  sharedLimit: 0,
  person: 0,
});
export const pages = keysOf<Page>({
  apiKeys: 0,
  credits: 0,
  status: 0,
  pricing: 0,
  rateLimits: 0,
  statusCodes: 0,
  dashboard: 0,
  autoApply: 0,
  docs: 0,
});

const unsendables = keysOf<Unsendable>({
  bigint: 0,
  function: 0,
  symbol: 0,
  notFinite: 0,
  undefined: 0,
  cycle: 0,
  otherObject: 0,
  threw: 0,
  tooLarge: 0,
  noText: 0,
  noMembers: 0,
  noFile: 0,
});

export const place: FindingPlace = { in: 'query', name: 'page_size', pointer: '' };
export const causes: Readonly<Record<FindingCause['code'], readonly FindingCause[]>> = {
  missing: [{ code: 'missing' }],
  unsendable: unsendables.map(why => ({ code: 'unsendable', why })),
  emptySegment: [{ code: 'emptySegment' }],
  dotSegment: [{ code: 'dotSegment' }],
  controlCharacter: [{ code: 'controlCharacter', position: 0 }],
  keyInRequest: [false, true].map(marked => ({ code: 'keyInRequest', start: 0, end: 74, marked })),
  brokenJson: [{ code: 'brokenJson', position: 3, line: 1, column: 4 }],
  unknownParameter: [
    { code: 'unknownParameter' },
    { code: 'unknownParameter', closest: 'page_size' },
  ],
  unknownField: [
    { code: 'unknownField', field: 'querys' },
    { code: 'unknownField', field: 'querys', closest: 'queries' },
  ],
  wrongType: [{ code: 'wrongType', expected: ['integer', 'string'] }],
  notAllowed: [{ code: 'notAllowed', allowed: ['a', 'b'], closest: 'a' }],
  tooSmall: [{ code: 'tooSmall', limit: 1 }],
  tooLarge: [{ code: 'tooLarge', limit: 100 }],
  tooShort: [{ code: 'tooShort', limit: 1 }],
  tooLong: [{ code: 'tooLong', limit: 100 }],
  tooFew: [{ code: 'tooFew', limit: 1 }],
  tooMany: [{ code: 'tooMany', limit: 100 }],
  wrongFormat: ['date-time', 'uuid', 'uri', 'email'].map(format => ({
    code: 'wrongFormat',
    format,
  })),
  fileTooLarge: [{ code: 'fileTooLarge', bytes: 11_000_000, limit: 10_485_760 }],
  otherRule: ['oneOf', 'pattern'].map(keyword => ({ code: 'otherRule', keyword, rule: 'x' })),
};

type Badges = {
  readonly [K in BodyBadge['code']]: readonly Extract<BodyBadge, { readonly code: K }>[];
};

/** Each oddity of a body; the compiler keeps them complete. */
export const badges: readonly (readonly BodyBadge[])[] = Object.values({
  incomplete: [{ code: 'incomplete', bytes: 2_100_000 }],
  partShown: [{ code: 'partShown', held: 52_428_800, bytes: 80_000_000 }],
  unknownCoding: [{ code: 'unknownCoding', coding: 'x-foo' }],
  noCoding: [{ code: 'noCoding', coding: 'utf-8' }],
  wrongCoding: [{ code: 'wrongCoding', coding: 'gzip' }],
  otherCoding: [
    { code: 'otherCoding', coding: '', found: 'gzip' },
    { code: 'otherCoding', coding: 'br', found: 'gzip' },
  ],
  noTrailer: [{ code: 'noTrailer' }],
  noEnd: [{ code: 'noEnd' }],
  junkAfterBody: [{ code: 'junkAfterBody' }, { code: 'junkAfterBody', status: 204 }],
  unknownCharset: [{ code: 'unknownCharset', charset: 'x-none' }],
  otherCharset: [{ code: 'otherCharset', charset: 'iso-8859-1', found: 'utf-8' }],
  notJson: [{ code: 'notJson', line: 1, column: 14 }],
  notUtf8: [
    { code: 'notUtf8', bytes: 1 },
    { code: 'notUtf8', bytes: 4 },
  ],
  tooDeep: [{ code: 'tooDeep' }],
  html: [{ code: 'html' }],
  sniffed: [{ code: 'sniffed' }],
  duplicateMembers: [
    { code: 'duplicateMembers', name: 'id', count: 1 },
    { code: 'duplicateMembers', name: '', count: 3 },
  ],
} satisfies Badges);
