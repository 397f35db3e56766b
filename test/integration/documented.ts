import assert from 'node:assert/strict';
import type { Exchange } from '../../src/api';

type Kind = 'string' | 'number' | 'boolean' | 'object' | 'array';
/** A trailing `?` marks a member that may be missing. */
type Shape = Readonly<Record<string, Kind>>;

/** What `src/api.ts` documents, member by member. */
const exchangeShape: Shape = {
  id: 'string',
  operationId: 'string',
  'purpose?': 'string',
  method: 'string',
  url: 'string',
  profile: 'string',
  startedAt: 'string',
  attempts: 'array',
  outcome: 'object',
  body: 'object',
  'diagnosis?': 'object',
  credits: 'object',
  'balanceBefore?': 'object',
  'keyChanged?': 'boolean',
  'keyMalformed?': 'boolean',
};
const attemptShape: Shape = {
  startedAt: 'string',
  durationMs: 'number',
  'status?': 'number',
  'error?': 'string',
  headers: 'object',
  'waitMs?': 'number',
  'waitReason?': 'string',
  sent: 'boolean',
  timing: 'object',
  bytesOut: 'number',
  bytesIn: 'number',
  via: 'string',
  redirects: 'array',
};
const bodyShape: Shape = {
  'text?': 'string',
  bytes: 'number',
  contentType: 'string',
  'held?': 'number',
  'incomplete?': 'boolean',
  badges: 'array',
};
const diagnosisShape: Shape = {
  code: 'string',
  title: 'string',
  detail: 'string',
  'message?': 'string',
  fixes: 'array',
};
const creditsShape: Shape = {
  'charged?': 'number',
  'balance?': 'number',
  'required?': 'number',
  'rows?': 'number',
  'settledLater?': 'boolean',
};
const outcomeShapes: Readonly<Record<Exchange['outcome']['kind'], Shape>> = {
  asking: {},
  running: { 'received?': 'object' },
  waiting: {
    until: 'string',
    ms: 'number',
    reason: 'string',
    next: 'number',
    of: 'number',
    'status?': 'number',
    'paused?': 'boolean',
    'ahead?': 'number',
  },
  scheduled: { until: 'string', reason: 'string', 'status?': 'number' },
  answered: { status: 'number', 'stopped?': 'string', 'damaged?': 'string' },
  unreachable: { reason: 'string', sent: 'boolean', 'stopped?': 'string', 'proxy?': 'object' },
  timedOut: { reason: 'string', sent: 'boolean', 'stopped?': 'string' },
  cancelled: { sent: 'boolean' },
  refused: { reason: 'string' },
  interrupted: { sent: 'boolean' },
};

const kindOf = (value: unknown) => (Array.isArray(value) ? 'array' : typeof value);

function fits(value: object, shape: Shape, where: string): void {
  const names = new Set(Object.keys(shape).map(name => name.replace('?', '')));
  const unknown = Object.keys(value).filter(name => !names.has(name));
  assert.deepEqual(unknown, [], `${where} has members that nobody documents`);
  for (const [name, kind] of Object.entries(shape)) {
    const bare = name.replace('?', '');
    if (bare !== name && !(bare in value)) continue;
    const member = (value as Readonly<Record<string, unknown>>)[bare];
    assert.equal(kindOf(member), kind, `${where}.${bare}`);
  }
}

const isMoment = (text: string) => new Date(text).toISOString() === text;

/** Holds an exchange to what `src/api.ts` documents: every member, no other, JSON and back without a loss. */
export function assertDocumented(exchange: Exchange): void {
  fits(exchange, exchangeShape, 'exchange');
  assert.ok(isMoment(exchange.startedAt));
  assert.match(exchange.url, /^https?:\/\//);
  fits(exchange.body, bodyShape, 'body');
  fits(exchange.credits, creditsShape, 'credits');
  const { kind } = exchange.outcome;
  fits(exchange.outcome, { kind: 'string', ...outcomeShapes[kind] }, `outcome ${kind}`);
  for (const attempt of exchange.attempts) {
    fits(attempt, attemptShape, 'attempt');
    assert.ok(isMoment(attempt.startedAt));
    assert.ok(attempt.status !== undefined || attempt.error !== undefined);
    assert.equal(attempt.waitMs === undefined, attempt.waitReason === undefined);
  }
  if (exchange.diagnosis) fitsDiagnosis(exchange.diagnosis);
  const back = JSON.parse(JSON.stringify(exchange)) as Exchange;
  assert.deepEqual(back, exchange);
}

function fitsDiagnosis(diagnosis: NonNullable<Exchange['diagnosis']>): void {
  fits(diagnosis, diagnosisShape, 'diagnosis');
  assert.notEqual(diagnosis.title, '');
  assert.notEqual(diagnosis.detail, '');
  assert.ok(diagnosis.fixes.length > 0, 'a diagnosis with nothing to do about it');
  for (const fix of diagnosis.fixes) {
    assert.equal(typeof fix.kind, 'string');
    assert.notEqual(fix.title, '');
  }
}
