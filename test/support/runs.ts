import type { Operation } from '../../src/core/catalog/operation';
import type { Attempt, Outcome } from '../../src/core/exchange';
import type { HttpRequest } from '../../src/core/transport/httpRequest';
import { createTransport } from '../../src/core/transport/engine';
import type { EngineOptions } from '../../src/core/transport/engineOptions';
import type { Run, RunResult } from '../../src/core/retry/retry';
import { runAttempts } from '../../src/core/retry/retry';
import { createRetryBudget } from '../../src/core/retry/retryBudget';
import { defaultRetrySettings } from '../../src/core/retry/retryPolicy';
import { createSharedLimits } from '../../src/core/retry/sharedLimits';
import type { Destination, Limits, Transport } from '../../src/core/transport/transport';
import type { World } from '../../src/core/common/world';

/** Made at run time, so that no key stands in a file. */
export const canaryKey =
  ['jbe', 'live', ''].join('_') + `${'k'.repeat(9)}Canary${'0'.repeat(6)}_${'aB3-'.repeat(10)}xyz`;

/** Longer than anything takes on loopback, however slow the machine. */
const patientLimits: Limits = {
  connect: 40_000,
  firstByte: 40_000,
  idleBody: 40_000,
  whole: 50_000,
};

/** The limits that a case runs into are short, and no other: on a slow machine another one would be first. */
export const limitsWith = (short: Partial<Limits>): Limits => ({ ...patientLimits, ...short });

export const network: EngineOptions['network'] = {
  proxyStrictSSL: true,
  systemCertificates: false,
  environment: {},
};

export function makeTransport(options: Partial<EngineOptions> = {}): Transport {
  return createTransport({
    version: '9.9.9',
    network,
    mode: 'undici',
    editorFetch: fetch,
    ...options,
  });
}

export function operation(changes: Partial<Operation> = {}): Operation {
  return {
    id: 'getThing',
    method: 'GET',
    path: '/thing',
    tag: 'Things',
    summary: 'A thing',
    description: '',
    docs: '',
    docsConfirmed: false,
    state: 'available',
    deprecated: false,
    key: 'required',
    idempotent: true,
    price: { unit: 'request', amount: 0, notes: '', published: true },
    group: 'general',
    timeoutSeconds: 30,
    parameters: [],
    answersJson: true,
    ...changes,
  };
}

const price = { unit: 'request', amount: 1, notes: '', published: true } as const;
export const freeOperation = operation();
export const spendingOperation = operation({ id: 'search', method: 'POST', price });
export const creatingOperation = operation({ id: 'create', method: 'POST', idempotent: false });
export const keyedOperation = operation({
  ...creatingOperation,
  parameters: [
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      description: '',
      schema: { type: 'string' },
      allowEmptyValue: false,
    },
  ],
});

export function requestFor({ id, method, parameters }: Operation, target: string): HttpRequest {
  const headers = {
    accept: 'application/json',
    ...(parameters.length > 0 && { 'idempotency-key': 'same' }),
  };
  const body = method === 'POST' ? { body: Buffer.from('{"q":1}') } : {};
  return { operationId: id, method, target, headers, ...body };
}

export const destinationAt = (
  origin: string,
  key: string | undefined = canaryKey,
): Destination => ({
  profile: 'test',
  origin,
  credential: () => Promise.resolve(key),
});

/** A world in which waiting takes no time; it writes down what was waited for. */
export function instantWorld(
  random = 0,
): World & { readonly waits: { ms: number; reason: string }[] } {
  let elapsed = 0;
  const start = Date.now();
  const waits: { ms: number; reason: string }[] = [];
  return {
    waits,
    now: () => start + elapsed,
    monotonic: () => elapsed,
    random: () => random,
    wait(ms, reason) {
      waits.push({ ms, reason });
      elapsed += ms;
      return Promise.resolve();
    },
  };
}

export type Reports = { attempts: readonly Attempt[]; outcome: Outcome }[];

/** Runs with everything at its default; `reports` is what was told on the way. */
export async function run(
  parts: Pick<Run, 'transport'> &
    Partial<Run> & { readonly origin?: string; readonly target?: string },
): Promise<RunResult & { readonly reports: Reports }> {
  const { origin = 'http://127.0.0.1:1', target = '/thing', ...given } = parts;
  const what = given.operation ?? freeOperation;
  const reports: Reports = [];
  const result = await runAttempts({
    request: requestFor(what, target),
    operation: what,
    destination: destinationAt(origin),
    settings: defaultRetrySettings,
    limits: patientLimits,
    shared: createSharedLimits(),
    budget: createRetryBudget(),
    world: instantWorld(),
    signal: new AbortController().signal,
    report: progress => reports.push(progress),
    ...given,
  });
  return { ...result, reports };
}

/** The run as text: one line per attempt, and how it ended. */
export function timeline({ attempts, outcome }: RunResult): string {
  const lines = attempts.map((attempt, index) => {
    const what = attempt.status ?? attempt.error ?? '?';
    const wait =
      attempt.waitMs === undefined
        ? ''
        : ` waited ${attempt.waitMs} ms (${attempt.waitReason ?? '?'})`;
    return `${index + 1} ${what}${wait}`;
  });
  const stopped = 'stopped' in outcome ? ` stopped: ${outcome.stopped}` : '';
  return [...lines, `${outcome.kind}${stopped}`].join('\n');
}

export const textOf = (result: Pick<RunResult, 'answer'>): string =>
  Buffer.from(result.answer?.content.bytes ?? []).toString();
