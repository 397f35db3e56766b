import { takesIdempotencyKey } from '../catalog/idempotencyKey';
import type { Outcome } from '../exchange';
import { saysPaused } from '../retry/errorBody';
import { certificateRefused, unconnected } from '../transport/failure';
import type { FailureReason } from '../transport/transport';
import type { DiagnosisCode } from './diagnosis';
import type { Evidence } from './evidence';
import type { Fix } from './fix';
import {
  again,
  againUncharged,
  checkKey,
  copyReport,
  diagnoseConnection,
  edit,
  found,
  hasCursor,
  inSandbox,
  instead,
  insteadOfPaused,
  later,
  brokenRuleFixes,
  newKey,
  page,
  paid,
  setKey,
  setting,
  startOver,
  stateOf,
  storeKey,
  switchProfile,
} from './offeredFixes';

export interface Rule {
  readonly code: DiagnosisCode;
  /** The first rule that holds decides. */
  when(evidence: Evidence): boolean;
  /** The first one is the default. */
  fixes(evidence: Evidence): readonly Fix[];
}

const refused =
  (reason: Extract<Outcome, { kind: 'refused' }>['reason']) =>
  ({ outcome }: Evidence) =>
    outcome.kind === 'refused' && outcome.reason === reason;
const is =
  (...statuses: readonly number[]) =>
  ({ status }: Evidence) =>
    status !== undefined && statuses.includes(status);
const failed =
  (...reasons: readonly FailureReason[]) =>
  ({ failure }: Evidence) =>
    failure !== undefined && reasons.includes(failure);
const isOurFault = ({ outcome }: Evidence) =>
  outcome.kind === 'interrupted' && outcome.fault === true;
/** The setting with which to change the proxy or its login; it overrules variables. */
function proxySetting({ outcome, failure }: Evidence): string {
  if (failure === 'proxyKerberos') return 'jobo.network.transport';
  const { by, loginBy } = (outcome.kind === 'unreachable' && outcome.proxy) || {};
  const said = failure === 'proxyLogin' ? loginBy : by;
  return said?.startsWith('http.') ? said : 'http.proxy';
}
const coded = ({ error }: Evidence, ...codes: readonly string[]) =>
  error.code !== undefined && codes.includes(error.code);

const paused = ({ operation, error }: Evidence) =>
  operation.state === 'unavailable' ||
  saysPaused(error) ||
  ['provider_catalog_unavailable', 'sandbox_unavailable'].includes(error.code ?? '');
const badCursor = (e: Evidence) =>
  coded(e, 'invalid_cursor') ||
  (e.draft !== undefined && hasCursor(e.draft) && /cursor/i.test(e.error.message ?? ''));
const onAutoApply = ({ operation }: Evidence) => operation.tag.startsWith('Auto Apply');
const masterKey = (e: Evidence) => onAutoApply(e) && /master/i.test(e.error.message ?? '');
const onFeed = ({ operation }: Evidence) => operation.tag.endsWith('Feed');
/** Search takes the filters of the jobs feed; no operation takes those of the career sites. */
const searchInstead = (e: Evidence) =>
  e.operation.tag === 'Jobs Feed' ? instead(e, 'searchJobsPost') : [];

/** What each outcome means, and its fixes. The first rule that holds decides. */
export const rules: readonly Rule[] = [
  {
    code: 'noKey',
    when: refused('noKey'),
    fixes: e => [setKey, switchProfile, ...inSandbox(e), page('apiKeys')],
  },
  { code: 'illegalKey', when: refused('illegalKey'), fixes: () => [setKey] },
  { code: 'cannotBuild', when: refused('cannotBuild'), fixes: brokenRuleFixes },
  { code: 'foreignHeader', when: refused('foreignHeader'), fixes: () => [edit] },
  { code: 'keyInRequest', when: refused('keyInRequest'), fixes: () => [storeKey, edit] },
  {
    code: 'unverifiedTls',
    when: refused('unverifiedTls'),
    fixes: () => [setting('http.proxyStrictSSL'), diagnoseConnection, switchProfile],
  },
  {
    code: 'sandboxFailed',
    when: refused('sandboxFailed'),
    fixes: () => [againUncharged, switchProfile],
  },
  { code: 'unknownProfile', when: refused('unknownProfile'), fixes: () => [switchProfile] },
  { code: 'notRecorded', when: refused('notRecorded'), fixes: () => [againUncharged] },
  { code: 'ourFault', when: refused('ourFault'), fixes: () => [againUncharged, copyReport] },
  {
    code: 'notConfirmed',
    when: ({ outcome }) => outcome.kind === 'refused',
    fixes: () => [againUncharged],
  },

  {
    code: 'cancelled',
    when: ({ outcome }) => outcome.kind === 'cancelled',
    fixes: e => [again(e)],
  },
  {
    code: 'interrupted',
    when: ({ outcome }) => outcome.kind === 'interrupted',
    fixes: e => [again(e), ...(isOurFault(e) ? [copyReport] : [])],
  },
  {
    code: 'damaged',
    when: ({ outcome }) => outcome.kind === 'answered' && outcome.damaged !== undefined,
    fixes: e => [again(e), copyReport],
  },

  {
    code: 'badCursor',
    when: e => is(400, 422)(e) && badCursor(e),
    fixes: e => [...startOver(e), edit, page('docs')],
  },
  {
    code: 'notFound',
    when: e => is(404, 410)(e) || (is(400, 409, 422)(e) && coded(e, 'job_not_found')),
    fixes: found,
  },
  {
    code: 'badRequest',
    when: is(400, 422),
    fixes: e => [...brokenRuleFixes(e), page('docs')],
  },
  {
    code: 'wrongKeyKind',
    when: e => is(401, 403)(e) && masterKey(e),
    fixes: () => [setKey, switchProfile, page('apiKeys')],
  },
  {
    code: 'keyRejected',
    when: is(401),
    fixes: () => [setKey, switchProfile, checkKey, page('apiKeys')],
  },
  { code: 'insufficientCredits', when: is(402), fixes: paid },
  {
    code: 'autoApplyGated',
    when: ({ status, error }) => status === 403 && (error.code ?? '').startsWith('auto_apply_'),
    fixes: e => [page('autoApply'), switchProfile, ...inSandbox(e), page('docs')],
  },
  {
    code: 'managedFeedRefused',
    when: ({ status, operation }) => status === 403 && operation.id === 'getManagedJobFeed',
    fixes: e => [switchProfile, ...instead(e, 'getJobFeed'), page('pricing'), page('docs')],
  },
  {
    code: 'feedNotInPlan',
    when: e => e.status === 403 && onFeed(e),
    fixes: e => [page('pricing'), switchProfile, ...searchInstead(e), page('docs')],
  },
  {
    code: 'forbidden',
    when: is(403),
    fixes: () => [page('dashboard'), switchProfile, page('docs')],
  },
  {
    code: 'feedRestart',
    when: e => e.status === 409 && coded(e, 'feed_cursor_restart_required'),
    fixes: e => [...startOver(e), edit, page('docs')],
  },
  {
    code: 'keyReused',
    when: e =>
      e.status === 409 && coded(e, 'idempotency_key_reuse', 'idempotency_result_unavailable'),
    fixes: e => [
      ...(takesIdempotencyKey(e.operation) ? newKey(e) : []),
      ...instead(e, 'listApplications'),
      edit,
      page('docs'),
    ],
  },
  {
    code: 'keyInFlight',
    when: e => e.status === 409 && coded(e, 'idempotency_key_in_flight'),
    fixes: () => [againUncharged, page('docs')],
  },
  {
    code: 'staleState',
    when: e =>
      e.status === 409 && coded(e, 'stale_correction_round', 'invalid_state', 'not_cancelable'),
    fixes: e => [...stateOf(e), edit, page('docs')],
  },
  { code: 'conflict', when: is(409), fixes: e => [...stateOf(e), edit, page('docs')] },
  { code: 'rateLimited', when: is(429), fixes: later },
  { code: 'requestTooLarge', when: is(413, 414, 431), fixes: () => [edit, page('docs')] },
  {
    code: 'notThisApi',
    when: is(405, 406, 411, 415),
    fixes: () => [switchProfile, page('docs'), copyReport],
  },
  {
    code: 'paused',
    when: e => e.status === 503 && paused(e),
    fixes: e => [...insteadOfPaused(e), againUncharged, page('status'), page('docs')],
  },
  {
    code: 'unavailable',
    when: is(503),
    fixes: () => [againUncharged, page('status'), copyReport],
  },
  { code: 'serverError', when: is(500), fixes: e => [again(e), page('status'), copyReport] },
  {
    code: 'gateway',
    when: ({ status = 0 }) => status > 500 || status === 408 || status === 425,
    fixes: e => [again(e), page('status'), copyReport],
  },
  {
    code: 'otherClientError',
    when: ({ status = 0 }) => status >= 400,
    fixes: () => [edit, page('statusCodes'), copyReport],
  },
  { code: 'redirected', when: ({ status = 0 }) => status >= 300, fixes: () => [switchProfile] },

  {
    code: 'certificate',
    when: failed(...certificateRefused, 'certificatesUnread', 'certificatesFailed'),
    fixes: ({ failure }) => {
      // Which authorities are known decides neither about a date nor about a name.
      const isUnknown = failure === 'certificateIssuer' || failure === 'certificateSelfSigned';
      const system = setting('http.systemCertificates');
      const isUnread = failure === 'certificatesUnread' || failure === 'certificatesFailed';
      if (isUnread) return [againUncharged, diagnoseConnection, system];
      return isUnknown
        ? [system, diagnoseConnection, againUncharged]
        : [diagnoseConnection, againUncharged, system];
    },
  },
  {
    code: 'proxy',
    when: failed(
      'proxyLogin',
      'proxyKerberos',
      'proxyNtlm',
      'proxyDigest',
      'proxyRefused',
      'proxyUnsupported',
      'proxyUnreadable',
    ),
    fixes: e => [setting(proxySetting(e)), diagnoseConnection, againUncharged],
  },
  {
    code: 'unreachable',
    when: failed(...unconnected),
    fixes: () => [againUncharged, diagnoseConnection, setting('http.proxy'), switchProfile],
  },
  {
    code: 'protocol',
    when: failed('protocol', 'switchedProtocol', 'headersTooLarge'),
    fixes: () => [switchProfile, diagnoseConnection, copyReport],
  },
  {
    code: 'timedOut',
    when: ({ outcome }) => outcome.kind === 'timedOut',
    fixes: e => [again(e), diagnoseConnection, copyReport],
  },
  {
    code: 'noAnswer',
    when: ({ outcome }) => outcome.kind === 'unreachable',
    fixes: e => [again(e), diagnoseConnection, copyReport],
  },
];
