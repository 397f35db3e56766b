import { badgesOf } from '../body/badge';
import type { Operation } from '../catalog/operation';
import { countRows } from '../credits/countRows';
import { readCharge } from '../credits/readCharge';
import { diagnose, diagnoseInSteps } from '../diagnosis/diagnose';
import type { Diagnosis } from '../diagnosis/diagnosis';
import { readError } from '../diagnosis/readError';
import { repriced, type PriceOf } from '../diagnosis/repriced';
import type { Charge, Exchange, Outcome, RefusalReason } from '../exchange';
import type { Leaving } from './leaving';
import { orAbsent } from '../common/orAbsent';
import { idempotencyHeader } from '../catalog/idempotencyKey';
import { build, targetOf } from '../request/build';
import { errorsBeside, hasErrors } from '../request/check';
import type { Draft } from '../request/draft';
import { inTurns } from '../common/turns';
import type { RunResult } from '../retry/retry';
import { operationClass } from '../catalog/operationClass';

const noContent = new Uint8Array();

/** What a diagnosis needs beside the exchange: the draft, which fixes change, its operation and prices. */
export interface RunFacts {
  readonly draft: Draft;
  readonly operation: Operation;
  readonly priceOf: PriceOf;
  /** Called when the answer cannot be read or explained; the outcome stays the same. */
  readonly failed: (fault: unknown) => void;
}

/** Why a draft without a key cannot be sent at all, if so; schema warnings are no reason. */
export function refusalOf(draft: Draft, operation: Operation): RefusalReason | undefined {
  const own = operation.parameters.filter(p => p.in === 'header').map(p => p.name.toLowerCase());
  const foreign = Object.keys(draft.headers).some(name => !own.includes(name.toLowerCase()));
  if (foreign) return 'foreignHeader';
  return hasErrors(errorsBeside(draft, operation)) ? 'cannotBuild' : undefined;
}

/** The exchange before anything is sent. `origin`: as far as it is known yet; `now`: epoch milliseconds. */
export function begin(
  draft: Draft,
  operation: Operation,
  facts: {
    readonly id: string;
    readonly profile: string;
    readonly origin: string;
    readonly now: number;
  },
): Exchange {
  return {
    id: facts.id,
    operationId: operation.id,
    method: operation.method,
    url: facts.origin + targetOf(draft, operation),
    profile: facts.profile,
    startedAt: new Date(facts.now).toISOString(),
    attempts: [],
    outcome: { kind: 'running' },
    body: { bytes: 0, contentType: '' },
    credits: {},
  };
}

/** The exchange of a run that was refused. */
export function refuse(exchange: Exchange, reason: RefusalReason, facts: RunFacts): Exchange {
  return explained({ ...exchange, outcome: { kind: 'refused', reason } }, facts);
}

/** The exchange of a run that ended before anything was sent. */
export const endUnsent = (exchange: Exchange, outcome: Outcome, facts: RunFacts): Exchange =>
  explained({ ...exchange, outcome }, facts);

/** The exchange once its attempts are over, with body facts, credits and diagnosis. */
export async function conclude(
  exchange: Exchange,
  result: RunResult,
  facts: RunFacts,
): Promise<Exchange> {
  const { answer, attempts, outcome } = result;
  if (!answer) return explained({ ...exchange, attempts, outcome }, facts);
  const { content, headers, status } = answer;
  const body = {
    bytes: content.length,
    ...(content.bytes.length < content.length && { held: content.bytes.length }),
    contentType: headers['content-type'] ?? '',
    ...(answer.damaged && { incomplete: true }),
  };
  const error =
    status >= 400
      ? orAbsent(() => readError(content.bytes, body.contentType), facts.failed)
      : undefined;
  const badges = await inTurns(badgesOf(content.bytes, body, answer.odd)).catch(
    (fault: unknown) => {
      facts.failed(fault);
      return [];
    },
  );
  const charge = orAbsent(() => readCharge(headers, error), facts.failed) ?? {};
  const credits =
    orAbsent(() => chargeOf(charge, { status, ...body }, content.bytes, facts), facts.failed) ??
    charge;
  const ended = { ...exchange, attempts, outcome, body: { ...body, badges }, credits };
  return explainedInTurns(ended, facts, content.bytes);
}

function chargeOf(
  charge: Charge,
  { status, contentType }: { readonly status: number; readonly contentType: string },
  content: Uint8Array,
  { operation }: RunFacts,
): Charge {
  if (status >= 300 || charge.charged === undefined || operation.price.unit !== 'item')
    return charge;
  const rows = countRows(content, contentType);
  return rows === undefined ? charge : { ...charge, rows };
}

/** With the diagnosis of a run without an answer. */
function explained(exchange: Exchange, facts: RunFacts): Exchange {
  const { draft, operation, failed } = facts;
  const found = orAbsent(() => diagnose(exchange, operation, noContent, draft), failed);
  return withDiagnosis(exchange, found, facts);
}

async function explainedInTurns(
  exchange: Exchange,
  facts: RunFacts,
  content: Uint8Array,
): Promise<Exchange> {
  const { draft, operation, failed } = facts;
  const found = await inTurns(diagnoseInSteps(exchange, operation, content, draft)).catch(
    (fault: unknown) => {
      failed(fault);
      return undefined;
    },
  );
  return withDiagnosis(exchange, found, facts);
}

function withDiagnosis(
  exchange: Exchange,
  found: Diagnosis | undefined,
  { draft, priceOf, failed }: RunFacts,
): Exchange {
  const diagnosis = found && orAbsent(() => repriced(found, draft, priceOf), failed);
  return diagnosis ? { ...exchange, diagnosis } : exchange;
}

/** Ends a run after a fault of our own: a row that stays unsettled could never be cleared. */
export const faulted = (exchange: Exchange, leaving: Leaving, facts: RunFacts): Exchange => {
  const outcome = leaving.outcome(exchange, operationClass(facts.operation));
  return explained({ ...exchange, outcome }, facts);
};

/** Builds the request with the draft's own idempotency key, else with the one given. */
export function buildWith(draft: Draft, operation: Operation, idempotencyKey: string) {
  const request = build(draft, operation, idempotencyKey);
  const used = request.headers[idempotencyHeader.toLowerCase()] ?? idempotencyKey;
  return { request, idempotencyKey: used };
}
