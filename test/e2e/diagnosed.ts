import { diagnose } from '../../src/core/diagnosis/diagnose.js';
import type { DiagnosisCode } from '../../src/core/diagnosis/diagnosis.js';
import type { Attempt, Exchange, Outcome, RefusalReason } from '../../src/core/exchange.js';
import { rowVersion, type HistoryRow } from '../../src/core/history/row.js';
import { keyMark } from '../../src/core/keys/keyMark.js';
import { targetOf } from '../../src/core/request/build.js';
import type { Draft } from '../../src/core/request/draft.js';
import type { FailureReason } from '../../src/core/transport/transport.js';
import { contentOf, draftOf, exchangeOf, goldens, type Golden } from '../unit/diagnosis/goldens.js';
import { draft, operationOf, pathOf } from '../unit/request/drafts.js';

/** A run that ended badly, as History keeps it, with its answer. */
export interface Diagnosed {
  /** Of its picture. */
  readonly name: string;
  readonly row: HistoryRow;
  readonly content: Uint8Array;
}

interface Ending {
  readonly name: string;
  readonly of: Draft;
  /** Of which only the end counts: id, times and address are made here. */
  readonly exchange: Exchange;
  readonly content: Uint8Array;
}

const origin = 'https://connect.jobo.world';
const nothing = new Uint8Array();

/** After how many attempts, seconds apart, an answer of the table is the last one. */
const attemptsOf: Readonly<Record<number, readonly [attempts: number, seconds: number]>> = {
  429: [6, 31],
  500: [5, 4],
  503: [6, 45],
};

/** One run of every diagnosis and of each of its kinds, the newest last. */
export function diagnosedRuns(now: number): readonly Diagnosed[] {
  return [...answers(), ...endings()].map((ending, index) => {
    const startedAt = new Date(now - (600 - index) * 1_000).toISOString();
    return diagnosed(ending, `diagnosed-${index}`, startedAt);
  });
}

function diagnosed(
  { name, of, exchange: ended, content }: Ending,
  id: string,
  startedAt: string,
): Diagnosed {
  const operation = operationOf(of.operationId);
  const exchange: Exchange = {
    ...ended,
    id,
    startedAt,
    method: operation.method,
    url: origin + targetOf({ ...of, path: { ...pathOf(operation), ...of.path } }, operation),
    profile: 'Live',
    attempts: repeated(ended.attempts, startedAt),
    balanceBefore: { credits: 1_204, at: startedAt },
  };
  const diagnosis = diagnose(exchange, operation, content, of);
  if (!diagnosis) throw new Error(`${name} has no diagnosis.`);
  return {
    name: `${diagnosis.code} ${name}`.trim().replaceAll(/\W+/g, '-'),
    content,
    row: {
      version: rowVersion,
      exchange: { ...exchange, diagnosis },
      draft: of,
      hadFiles: false,
      idempotencyKey: 'diagnosed',
      owner: { pid: process.pid, window: 'diagnosed' },
    },
  };
}

/** As often as the table would have sent it, with the waits between. */
function repeated([last]: readonly Attempt[], startedAt: string): readonly Attempt[] {
  if (!last) return [];
  const [count, seconds] = attemptsOf[last.status ?? 0] ?? [1, 0];
  return Array.from({ length: count }, (_, nth): Attempt => ({
    ...last,
    startedAt: new Date(Date.parse(startedAt) + nth * seconds * 1_000).toISOString(),
    durationMs: 214,
    ...(nth < count - 1 && { waitMs: seconds * 1_000 - 214, waitReason: 'backoff' }),
  }));
}

/** Of the corpus the first answer of each kind: by its code, the rule that was broken, and the thing that was not found. */
function answers(): readonly Ending[] {
  const kinds = new Map<string, Ending>();
  for (const golden of goldens) {
    const of = draftOf(golden) ?? draft(golden.operation);
    const content = contentOf(golden);
    const exchange = exchangeOf(golden);
    const diagnosis = diagnose(exchange, operationOf(golden.operation), content, of);
    if (!diagnosis) continue;
    const { rule = '', thing = '' } = diagnosis.facts;
    const kind = [rule, thing, ownCode(golden, diagnosis.code)].join(' ').trim();
    const key = `${diagnosis.code} ${kind}`;
    const contentType = golden.family === 'html' ? 'text/html' : 'application/json';
    const body = { ...exchange.body, contentType };
    if (!kinds.has(key))
      kinds.set(key, { name: kind, of, content, exchange: { ...exchange, body } });
  }
  return [...kinds.values()];
}

/** Codes of the API that have words of their own. */
function ownCode({ body }: Golden, code: DiagnosisCode): string {
  const told = { ...(body as { code?: unknown } | undefined) }.code;
  const isTold = ['autoApplyGated', 'rateLimited', 'warned'].includes(code);
  return isTold && typeof told === 'string' ? told : '';
}

const refusals: readonly (readonly [RefusalReason, Draft])[] = [
  ['noKey', draft('searchJobs')],
  ['illegalKey', draft('searchJobs')],
  ['cannotBuild', draft('getJob')],
  ['foreignHeader', draft('searchJobs', { headers: { Authorization: 'none' } })],
  ['keyInRequest', draft('searchJobs', { query: { q: keyMark } })],
  ['unverifiedTls', draft('searchJobs')],
  ['sandboxFailed', draft('searchJobs')],
  ['unknownProfile', draft('searchJobs')],
  ['notRecorded', draft('searchJobs')],
  ['ourFault', draft('searchJobs')],
  ['notConfirmed', draft('getJobFeed', { body: '{ "batch_size": 1000 }' })],
];

const lost: readonly (readonly [FailureReason, sent: boolean])[] = [
  ['dns', false],
  ['connectRefused', false],
  ['connectTimeout', false],
  ['networkUnreachable', false],
  ['tlsHandshake', false],
  ['certificateExpired', false],
  ['certificateSelfSigned', false],
  ['certificateHost', false],
  ['certificateIssuer', false],
  ['proxyLogin', false],
  ['proxyRefused', false],
  ['proxyKerberos', false],
  ['proxyUnsupported', false],
  ['proxyUnreadable', false],
  ['protocol', true],
  ['connectionLost', true],
];
const late = ['headersTimeout', 'bodyTimeout', 'totalTimeout'] as const;

/** What ends without an answer, or without a whole one; the corpus has none of them. */
function endings(): readonly Ending[] {
  const spends = draft('searchJobs', { query: { q: 'engineer', page_size: 25 } });
  const half = Buffer.from('{"jobs": [{"id": "1111aaaa-0000-4000-8000-000000005555", "title": "Fi');
  const sent: Outcome = { kind: 'cancelled', sent: true };
  return [
    ...refusals.map(([reason, of]) => ending(of, { kind: 'refused', reason })),
    ...lost.map(([reason, left]) =>
      ending(spends, { kind: 'unreachable', reason, sent: left }, reason),
    ),
    ...late.map(reason => ending(spends, { kind: 'timedOut', reason, sent: true }, reason)),
    ending(spends, { kind: 'answered', status: 200, damaged: 'damagedLength' }, '', half),
    ending(spends, { kind: 'answered', status: 200 }),
    ending(spends, sent),
    ending(draft('createApplication'), { kind: 'interrupted', sent: true }),
  ];
}

function ending(of: Draft, outcome: Outcome, name = '', content: Uint8Array = nothing): Ending {
  const { method } = operationOf(of.operationId);
  const reason =
    outcome.kind === 'answered'
      ? outcome.damaged
      : 'reason' in outcome && outcome.kind !== 'refused'
        ? outcome.reason
        : undefined;
  const attempt: Attempt = {
    startedAt: '',
    durationMs: 0,
    ...(outcome.kind === 'answered' && { status: outcome.status }),
    ...(reason !== undefined && { error: reason as FailureReason }),
    headers: {},
    sent: outcome.kind !== 'unreachable' || outcome.sent,
    timing: {},
    bytesOut: 0,
    bytesIn: content.length,
    via: 'undici',
    redirects: [],
  };
  return {
    name,
    of,
    content,
    exchange: {
      id: '',
      operationId: of.operationId,
      method,
      url: origin,
      profile: '',
      startedAt: '',
      attempts: outcome.kind === 'refused' ? [] : [attempt],
      outcome,
      body: { bytes: content.length, contentType: 'application/json' },
      credits: {},
    },
  };
}
