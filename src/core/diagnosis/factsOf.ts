import { jsonExcerpt } from '../body/writeJson';
import { findOperation } from '../catalog/catalog';
import { wasSent, type Attempt } from '../exchange';
import { liveProfile } from '../profiles';
import type { Finding } from '../request/finding';
import { affordable, unitPrice } from './affordable';
import { draftValueAt } from '../request/valuePlace';
import { brokenRules } from './brokenRule';
import type { Diagnosis, DiagnosisCode } from './diagnosis';
import type { Evidence } from './evidence';
import { namedBy } from './ids';
import { limitOf } from './limitOf';
import { keysOf, pointerOf } from '../common/pointer';
import { shortfallOf } from './shortfallOf';

type Facts = Readonly<Record<string, string | number | boolean | undefined>>;

/** The facts that a diagnosis's sentences need. */
export function factsOf(evidence: Evidence, code: DiagnosisCode): Diagnosis['facts'] {
  return defined({ ...common(evidence), ...own[code]?.(evidence) });
}

function common({
  exchange,
  outcome,
  operation,
  error,
  status,
  failure,
  ...rest
}: Evidence): Facts {
  const last = exchange.attempts.at(-1);
  const { required = error.required, balance = error.balance } = exchange.credits;
  return {
    profile: exchange.profile,
    origin: new URL(exchange.url).origin,
    operation: operation.summary,
    tag: operation.tag,
    operationClass: rest.operationClass,
    metered: operation.price.amount > 0 || undefined,
    attempts: exchange.attempts.length,
    sent: wasSent(exchange),
    status,
    failure,
    stopped: 'stopped' in outcome ? outcome.stopped : undefined,
    apiCode: error.code,
    required,
    balance,
    location: last?.headers['location'],
    balanceBefore: exchange.balanceBefore?.credits,
    balanceBeforeAt: exchange.balanceBefore?.at,
    keyChanged: exchange.keyChanged,
  };
}

const persistent = (evidence: Evidence): Facts => ({
  tookMs: tookMs(evidence),
  opensAt: limitOf(evidence).opensAt,
});

/** Facts that only some diagnoses need. */
const own: Readonly<Partial<Record<DiagnosisCode, (evidence: Evidence) => Facts>>> = {
  cannotBuild: brokenFacts,
  badRequest: brokenFacts,
  insufficientCredits: creditFacts,
  noAnswer: ({ exchange, failure }) => ({
    inReuse: (failure === 'connectionLost' && wasInReuse(exchange.attempts.at(-1))) || undefined,
  }),
  proxy: ({ outcome }) => {
    const asked = outcome.kind === 'unreachable' ? outcome.proxy : undefined;
    return { proxyBy: asked?.by, loginBy: asked?.loginBy };
  },
  keyRejected: ({ exchange, error }) => ({
    otherOrigin: new URL(exchange.url).origin !== liveProfile.origin,
    malformed:
      exchange.keyMalformed === true || /malformed|wrong form|format/i.test(error.message ?? ''),
  }),
  notFound: evidence => ({
    id: idOf(evidence),
    hasId: evidence.operation.path.includes('{'),
    thing: evidence.error.code === 'job_not_found' ? 'job' : namedBy(evidence.operation),
    ends: evidence.operation.method === 'DELETE',
  }),
  rateLimited: evidence => ({ ...limitOf(evidence), tookMs: tookMs(evidence) }),
  serverError: persistent,
  gateway: persistent,
  unavailable: persistent,
  paused: persistent,
  interrupted: ({ outcome }) => ({ fault: outcome.kind === 'interrupted' && outcome.fault }),
};

/** In ms: within this time a reused connection shows that it was closed. */
const soon = 1_500;

/** Whether an attempt used a kept connection that proved to be closed. */
const wasInReuse = (attempt: Attempt | undefined): boolean =>
  attempt?.sent === true &&
  attempt.via === 'undici' &&
  attempt.timing.connectMs === undefined &&
  attempt.durationMs < soon;

function idOf({ draft, exchange, operation }: Evidence): string | undefined {
  const id =
    Object.values(draft?.path ?? {})[0] ??
    inAddress(operation.path, exchange.url) ??
    (draft && draftValueAt(draft, { in: 'body', name: '', pointer: '/job_id' }));
  return typeof id === 'string' ? id.slice(0, 80) : undefined;
}

/** The address's segment at the place of the path's first parameter. */
function inAddress(path: string, url: string): string | undefined {
  const nth = path.split('/').findIndex(segment => segment.startsWith('{'));
  return nth < 0 ? undefined : new URL(url).pathname.split('/')[nth];
}

/** Milliseconds from the first sending to the last answer; undefined for fewer than two attempts. */
function tookMs({ exchange: { attempts } }: Evidence): number | undefined {
  const [first, last] = [attempts[0], attempts.at(-1)];
  if (!first || !last || attempts.length < 2) return undefined;
  const ms = Date.parse(last.startedAt) + last.durationMs - Date.parse(first.startedAt);
  return Number.isFinite(ms) ? Math.max(0, Math.round(ms)) : undefined;
}

function creditFacts(evidence: Evidence): Facts {
  const shortfall = shortfallOf(evidence);
  if (!shortfall) return { item: evidence.operation.price.unit };
  return {
    size: shortfall.size,
    member: evidence.operation.price.sizedBy?.member,
    each: unitPrice(shortfall),
    included: shortfall.included,
    affordable: affordable(shortfall)?.size,
    item: evidence.operation.price.unit,
  };
}

/** Facts of the first broken rule: parameter, sent value, and rule. */
function brokenFacts({ draft, operation, error }: Evidence): Facts {
  const broken = draft && findOperation(operation.id) ? brokenRules(draft, operation, error) : [];
  const [first] = broken;
  if (!draft || !first) return {};
  return {
    broken: broken.length,
    rule: first.code,
    place: first.in,
    parameter: nameOf(first),
    value: first.in === 'file' ? undefined : shown(valueOf(first, draft)),
    ...ruleFacts(first),
  };
}

const valueOf = (finding: Finding, draft: NonNullable<Evidence['draft']>): unknown => {
  const { in: place, name, pointer } = finding;
  if (place === 'file' || finding.code === 'brokenJson') return undefined;
  const member = finding.code === 'unknownField' ? pointerOf([finding.field]) : '';
  return draftValueAt(draft, { in: place, name, pointer: pointer + member });
};

/** "page_size", "skills.include.0"; empty for the body as a whole. */
function nameOf(finding: Finding): string {
  const inside = keysOf(finding.pointer);
  const path = finding.code === 'unknownField' ? [...inside, finding.field] : inside;
  const name = (finding.in === 'body' ? path : [finding.name, ...path]).join('.');
  return name.length > longestName ? `${name.slice(0, longestName)}…` : name;
}

/** In characters: a member's name may be as long as a body. */
const longestName = 120;

function ruleFacts(finding: Finding): Facts {
  switch (finding.code) {
    case 'tooSmall':
    case 'tooLarge':
    case 'tooShort':
    case 'tooLong':
    case 'tooFew':
    case 'tooMany':
      return { limit: finding.limit };
    case 'notAllowed':
      return { allowed: finding.allowed.map(String).join(', ').slice(0, 400) };
    case 'wrongFormat':
      return { format: finding.format };
    case 'wrongType':
      return { expected: finding.expected.join(' | ') };
    case 'brokenJson':
      return { line: finding.line, column: finding.column };
    case 'controlCharacter':
      return { column: finding.position + 1 };
    case 'fileTooLarge':
      return { limit: finding.limit };
    case 'unsendable':
      return { why: finding.why };
    case 'missing':
    case 'emptySegment':
    case 'dotSegment':
    case 'keyInRequest':
    case 'unknownParameter':
    case 'unknownField':
    case 'otherRule':
      return {};
  }
}

function shown(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const text = typeof value === 'string' ? value : jsonExcerpt(value, 80);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

const defined = (facts: Facts): Diagnosis['facts'] =>
  Object.fromEntries(
    Object.entries(facts).filter(
      (entry): entry is [string, string | number | boolean] => entry[1] !== undefined,
    ),
  );
