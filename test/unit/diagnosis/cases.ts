import { diagnose, diagnoseInSteps } from '../../../src/core/diagnosis/diagnose';
import type { Diagnosis } from '../../../src/core/diagnosis/diagnosis';
import type { Fix } from '../../../src/core/diagnosis/fix';
import type { Attempt, Exchange, Outcome, RefusalReason } from '../../../src/core/exchange';
import type { FailureReason } from '../../../src/core/transport/transport';
import { operationOf } from '../request/drafts';

export interface Case {
  readonly operation?: string;
  readonly outcome: Outcome;
  readonly body?: unknown;
  /** Whether each attempt reached the wire. */
  readonly sent?: readonly boolean[];
  readonly credits?: Exchange['credits'];
  readonly headers?: Record<string, string>;
}

function exchangeOf({
  operation = 'getJob',
  outcome,
  sent = [true],
  credits = {},
  headers = {},
}: Case): Exchange {
  const attempts = sent.map((each): Attempt => ({
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 5,
    headers,
    sent: each,
    timing: {},
    bytesOut: 1,
    bytesIn: 1,
    via: 'undici',
    redirects: [],
  }));
  return {
    id: 'one',
    operationId: operation,
    method: operationOf(operation).method,
    url: 'https://api.example/api/jobs',
    profile: 'Own',
    startedAt: '2026-01-01T00:00:00.000Z',
    attempts,
    outcome,
    body: { bytes: 0, contentType: '' },
    credits,
  };
}

const content = (body: unknown) =>
  body === undefined
    ? new Uint8Array()
    : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
export const explain = (of: Case) =>
  diagnose(exchangeOf(of), operationOf(of.operation ?? 'getJob'), content(of.body));
export const explainInSteps = (of: Case) =>
  diagnoseInSteps(exchangeOf(of), operationOf(of.operation ?? 'getJob'), content(of.body));
/** A remedy in one word. `!`: sending again may be charged again. */
export function name(fix: Fix): string {
  if (fix.kind === 'openPage') return `page:${fix.page}`;
  if (fix.kind === 'openSetting') return `setting:${fix.setting}`;
  return fix.kind === 'sendAgain' && fix.mayRepeatCharge ? 'sendAgain!' : fix.kind;
}

/** A diagnosis must have the code and offer these remedies; more of them are welcome. */
export function holds(diagnosis: Diagnosis | undefined, expected: string): boolean {
  const [code, fixes = ''] = expected.split(': ');
  const offered = diagnosis?.fixes.map(name) ?? [];
  return diagnosis?.code === code && fixes.split(' ').every(fix => offered.includes(fix));
}

export const free = 'getJob';
export const spends = 'searchJobs';
export const creates = 'createProfile';
export const answers: readonly (readonly [number, string, string, unknown?])[] = [
  [400, free, 'badRequest: editRequest page:docs'],
  [422, free, 'badRequest: editRequest page:docs'],
  [401, free, 'keyRejected: setApiKey checkApiKey page:apiKeys'],
  [401, 'getJobFeed', 'keyRejected: setApiKey checkApiKey page:apiKeys'],
  [402, spends, 'insufficientCredits: page:credits editRequest'],
  [403, free, 'forbidden: page:dashboard switchProfile'],
  [403, 'getJobFeed', 'feedNotInPlan: page:pricing switchProfile'],
  [403, 'getCareerSiteFeed', 'feedNotInPlan: page:pricing switchProfile'],
  [
    403,
    'createApplication',
    'autoApplyGated: page:autoApply switchProfile',
    { code: 'auto_apply_not_enabled' },
  ],
  [
    403,
    'createApplication',
    'autoApplyGated: page:autoApply switchProfile',
    { code: 'auto_apply_review_required' },
  ],
  [403, 'createApplication', 'forbidden: page:dashboard switchProfile'],
  [404, free, 'notFound: editRequest switchProfile'],
  [408, free, 'gateway: sendAgain page:status'],
  [408, spends, 'gateway: sendAgain! page:status'],
  [409, 'getJobFeed', 'conflict: editRequest page:docs'],
  [418, free, 'otherClientError: editRequest page:statusCodes'],
  [425, free, 'gateway: sendAgain page:status'],
  [429, free, 'rateLimited: sendAgain page:rateLimits'],
  [429, spends, 'rateLimited: sendAgain page:rateLimits'],
  [500, free, 'serverError: sendAgain page:status'],
  [500, spends, 'serverError: sendAgain! page:status'],
  [500, creates, 'serverError: sendAgain! page:status'],
  [502, free, 'gateway: sendAgain page:status', '<html>502</html>'],
  [504, spends, 'gateway: sendAgain! page:status'],
  [511, free, 'gateway: sendAgain page:status'],
  [503, free, 'unavailable: sendAgain page:status'],
  [503, creates, 'paused: page:status page:docs'],
  [503, 'listProfiles', 'paused: page:status page:docs'],
  [503, 'createApplication', 'paused: page:status page:docs', { code: 'auto_apply_coming_soon' }],
  [503, 'createApplication', 'paused: page:status page:docs', { code: 'intake_paused' }],
  [503, 'createApplication', 'unavailable: sendAgain page:status'],
  [307, free, 'redirected: switchProfile'],
  [304, free, 'redirected: switchProfile'],
];

export const refusals: Readonly<Record<RefusalReason, string>> = {
  noKey: 'noKey: setApiKey switchProfile page:apiKeys',
  cannotBuild: 'cannotBuild: editRequest',
  foreignHeader: 'foreignHeader: editRequest',
  keyInRequest: 'keyInRequest: storeKey editRequest',
  unverifiedTls: 'unverifiedTls: setting:http.proxyStrictSSL diagnoseConnection switchProfile',
  notConfirmed: 'notConfirmed: sendAgain',
  sandboxFailed: 'sandboxFailed: sendAgain switchProfile',
  unknownProfile: 'unknownProfile: switchProfile',
  illegalKey: 'illegalKey: setApiKey',
  notRecorded: 'notRecorded: sendAgain',
  ourFault: 'ourFault: sendAgain copyReport',
};

export type NetworkFailure = Exclude<
  FailureReason,
  'cancelled' | 'unverifiedTls' | 'illegalKey' | 'notRecorded'
>;
const certificate = 'certificate: setting:http.systemCertificates diagnoseConnection sendAgain';
const unreachable = 'unreachable: sendAgain diagnoseConnection switchProfile';
/** For an operation that spends: whatever may have been sent says so. */
export const failures: Readonly<Record<NetworkFailure, string>> = {
  dns: unreachable,
  connectRefused: unreachable,
  connectTimeout: unreachable,
  networkUnreachable: unreachable,
  tlsHandshake: unreachable,
  proxyRefused: 'proxy: setting:http.proxy diagnoseConnection sendAgain',
  proxyLogin: 'proxy: setting:http.proxy diagnoseConnection sendAgain',
  proxyKerberos: 'proxy: setting:jobo.network.transport diagnoseConnection sendAgain',
  proxyNtlm: 'proxy: setting:http.proxy diagnoseConnection sendAgain',
  proxyDigest: 'proxy: setting:http.proxy diagnoseConnection sendAgain',
  proxyUnsupported: 'proxy: setting:http.proxy diagnoseConnection sendAgain',
  proxyUnreadable: 'proxy: setting:http.proxy diagnoseConnection sendAgain',
  certificatesUnread: certificate,
  certificatesFailed: certificate,
  certificateExpired: certificate,
  certificateSelfSigned: certificate,
  certificateHost: certificate,
  certificateIssuer: certificate,
  certificateOther: certificate,
  protocol: 'protocol: switchProfile diagnoseConnection',
  switchedProtocol: 'protocol: switchProfile diagnoseConnection',
  headersTooLarge: 'protocol: switchProfile diagnoseConnection',
  connectionLost: 'noAnswer: sendAgain! diagnoseConnection',
  headersTimeout: 'timedOut: sendAgain! diagnoseConnection',
  bodyTimeout: 'timedOut: sendAgain! diagnoseConnection',
  totalTimeout: 'timedOut: sendAgain! diagnoseConnection',
  damagedLength: 'noAnswer: sendAgain! diagnoseConnection',
  damagedEncoding: 'noAnswer: sendAgain! diagnoseConnection',
  tooLarge: 'noAnswer: sendAgain! diagnoseConnection',
  other: 'noAnswer: sendAgain! diagnoseConnection',
};
export const unsent: ReadonlySet<string> = new Set([
  'dns',
  'connectRefused',
  'connectTimeout',
  'networkUnreachable',
  'tlsHandshake',
]);
export const timeouts: ReadonlySet<string> = new Set([
  'connectTimeout',
  'headersTimeout',
  'bodyTimeout',
  'totalTimeout',
]);
