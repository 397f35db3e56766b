import type { OperationClass, Operation } from '../catalog/operation';
import type { Exchange, Outcome } from '../exchange';
import type { FailureReason } from '../transport/transport';
import type { DiagnosisCode } from './diagnosis';
import type { Fix } from './fix';
import type { ErrorBody } from './readError';

/** All that a rule may look at. */
export interface Evidence {
  readonly exchange: Exchange;
  readonly outcome: Outcome;
  readonly operation: Operation;
  readonly operationClass: OperationClass;
  readonly error: ErrorBody;
  readonly status: number | undefined;
  readonly failure: FailureReason | undefined;
}

export interface Rule {
  readonly code: DiagnosisCode;
  /** The first rule that holds decides. */
  when(evidence: Evidence): boolean;
  fixes(evidence: Evidence): readonly Fix[];
}

const edit: Fix = { kind: 'editRequest' };
const setKey: Fix = { kind: 'setApiKey' };
const checkKey: Fix = { kind: 'checkApiKey' };
const switchProfile: Fix = { kind: 'switchProfile' };
const page = (name: Extract<Fix, { kind: 'openPage' }>['page']): Fix => ({
  kind: 'openPage',
  page: name,
});
const setting = (name: string): Fix => ({ kind: 'openSetting', setting: name });

/** Safe where nothing was done, or where doing it twice costs nothing. */
const again = ({ operationClass, exchange }: Evidence): Fix => ({
  kind: 'sendAgain',
  mayRepeatCharge: operationClass !== 'free' && exchange.attempts.some(attempt => attempt.sent),
});
const againUncharged: Fix = { kind: 'sendAgain', mayRepeatCharge: false };

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
const paused = ({ operation, error }: Evidence) =>
  operation.state === 'unavailable' || (error.code ?? '').startsWith('auto_apply_');

/** Which answer means what, and what mends it. Read from the top. */
export const rules: readonly Rule[] = [
  { code: 'noKey', when: refused('noKey'), fixes: () => [setKey, switchProfile, page('apiKeys')] },
  { code: 'illegalKey', when: refused('illegalKey'), fixes: () => [setKey] },
  { code: 'cannotBuild', when: refused('cannotBuild'), fixes: () => [edit] },
  { code: 'foreignHeader', when: refused('foreignHeader'), fixes: () => [edit] },
  {
    code: 'unverifiedTls',
    when: refused('unverifiedTls'),
    fixes: () => [setting('http.proxyStrictSSL'), switchProfile],
  },
  {
    code: 'sandboxFailed',
    when: refused('sandboxFailed'),
    fixes: () => [againUncharged, switchProfile],
  },
  { code: 'unknownProfile', when: refused('unknownProfile'), fixes: () => [switchProfile] },
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
    fixes: e => [again(e)],
  },
  {
    code: 'damaged',
    when: ({ outcome }) => outcome.kind === 'answered' && outcome.damaged !== undefined,
    fixes: e => [again(e)],
  },

  { code: 'badRequest', when: is(400, 422), fixes: () => [edit, page('docs')] },
  { code: 'keyRejected', when: is(401), fixes: () => [setKey, checkKey, page('apiKeys')] },
  { code: 'insufficientCredits', when: is(402), fixes: () => [page('credits'), edit] },
  {
    code: 'autoApplyGated',
    when: ({ status, error }) => status === 403 && (error.code ?? '').startsWith('auto_apply_'),
    fixes: () => [page('autoApply'), switchProfile],
  },
  {
    code: 'feedNotInPlan',
    when: ({ status, operation }) => status === 403 && operation.tag.endsWith('Feed'),
    fixes: () => [page('pricing'), switchProfile],
  },
  { code: 'forbidden', when: is(403), fixes: () => [page('dashboard'), switchProfile] },
  { code: 'notFound', when: is(404), fixes: () => [edit, switchProfile] },
  { code: 'conflict', when: is(409), fixes: () => [edit, page('docs')] },
  { code: 'rateLimited', when: is(429), fixes: () => [againUncharged, page('rateLimits')] },
  {
    code: 'paused',
    when: e => e.status === 503 && paused(e),
    fixes: () => [page('status'), page('docs')],
  },
  { code: 'unavailable', when: is(503), fixes: () => [againUncharged, page('status')] },
  { code: 'serverError', when: is(500), fixes: e => [again(e), page('status')] },
  {
    code: 'gateway',
    when: ({ status = 0 }) => status > 500 || status === 408 || status === 425,
    fixes: e => [again(e), page('status')],
  },
  {
    code: 'otherClientError',
    when: ({ status = 0 }) => status >= 400,
    fixes: () => [edit, page('statusCodes')],
  },
  { code: 'redirected', when: ({ status = 0 }) => status >= 300, fixes: () => [switchProfile] },

  {
    code: 'certificate',
    when: failed(
      'certificateExpired',
      'certificateSelfSigned',
      'certificateHost',
      'certificateIssuer',
      'certificateOther',
    ),
    fixes: () => [setting('http.systemCertificates'), againUncharged],
  },
  {
    code: 'proxy',
    when: failed('proxyLogin', 'proxyRefused'),
    fixes: () => [setting('http.proxy'), againUncharged],
  },
  {
    code: 'unreachable',
    when: failed('dns', 'connectRefused', 'connectTimeout', 'networkUnreachable', 'tlsHandshake'),
    fixes: () => [againUncharged, switchProfile],
  },
  { code: 'protocol', when: failed('protocol', 'headersTooLarge'), fixes: () => [switchProfile] },
  { code: 'timedOut', when: ({ outcome }) => outcome.kind === 'timedOut', fixes: e => [again(e)] },
  {
    code: 'noAnswer',
    when: ({ outcome }) => outcome.kind === 'unreachable',
    fixes: e => [again(e)],
  },
];
