import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readCharge } from '../../../src/core/credits/readCharge';
import { diagnose } from '../../../src/core/diagnosis/diagnose';
import type { Diagnosis, DiagnosisCode } from '../../../src/core/diagnosis/diagnosis';
import type { Fix } from '../../../src/core/diagnosis/fix';
import type { ValuePlace } from '../../../src/core/request/valuePlace';
import { readError } from '../../../src/core/diagnosis/readError';
import type { Exchange } from '../../../src/core/exchange';
import type { Draft } from '../../../src/core/request/draft';
import { operationOf } from '../request/drafts';

/** One answer of the API with the request that it answers, and what must be made of it. */
export interface Golden {
  readonly operation: string;
  readonly status: number;
  /** Of the body: problem, error, message, html, empty … */
  readonly family: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or the text of a body that is none. */
  readonly body?: unknown;
  readonly request?: {
    readonly path?: Draft['path'];
    readonly query?: Draft['query'];
    readonly headers?: Draft['headers'];
    readonly body?: unknown;
  };
  readonly profile?: string;
  /** null: nothing to explain. */
  readonly code: DiagnosisCode | null;
  /** In the words of {@link fixText}; the first one is the default. */
  readonly fixes: readonly string[];
  readonly facts?: Diagnosis['facts'];
}

const folder = path.resolve(__dirname, '../../golden/diagnosis');

export const goldens: readonly (Golden & { readonly file: string })[] = readdirSync(folder)
  .sort()
  .flatMap(file =>
    (JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Golden[]).map(golden => ({
      ...golden,
      file,
    })),
  );

export function draftOf({ operation, request }: Golden): Draft | undefined {
  if (!request) return undefined;
  const { path: pathValues = {}, query = {}, headers = {}, body } = request;
  return {
    operationId: operation,
    path: pathValues,
    query,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body, null, 2) }),
  };
}

export function contentOf({ body }: Golden): Buffer {
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  return Buffer.from(text);
}

/** The run that such an answer ends, not explained yet. */
export function exchangeOf(golden: Golden): Exchange {
  const { operation, status, headers = {}, profile = 'Own' } = golden;
  const content = contentOf(golden);
  return {
    id: 'one',
    operationId: operation,
    method: operationOf(operation).method,
    url: `https://api.example${operationOf(operation).path}`,
    profile,
    startedAt: '2026-01-01T00:00:00.000Z',
    attempts: [
      {
        startedAt: '2026-01-01T00:00:00.000Z',
        durationMs: 5,
        status,
        headers,
        sent: true,
        timing: {},
        bytesOut: 1,
        bytesIn: content.length,
        via: 'undici',
        redirects: [],
      },
    ],
    outcome: { kind: 'answered', status },
    body: { bytes: content.length, contentType: 'application/json' },
    credits: readCharge(
      headers,
      status >= 400 ? readError(content, 'application/json') : undefined,
    ),
  };
}

export const explainGolden = (golden: Golden): Diagnosis | undefined =>
  diagnose(exchangeOf(golden), operationOf(golden.operation), contentOf(golden), draftOf(golden));

/** A fix as the golden files write it. */
export function fixText(fix: Fix): string {
  const price = 'upTo' in fix && fix.upTo > 0 ? ` · ${fix.upTo}` : '';
  switch (fix.kind) {
    case 'setValue':
      return `set ${placeText(fix.at)} = ${JSON.stringify(fix.value)}${price}`;
    case 'removeValue':
      return `remove ${placeText(fix.at)}${price}`;
    case 'setSize':
      return `size ${fix.member} ${fix.from} → ${fix.size}${price}`;
    case 'startOver':
      return `startOver${fix.replacement ? ` ${JSON.stringify(fix.replacement)}` : ''}${price}`;
    case 'widen':
      return `widen${fix.word === undefined ? '' : ` ${fix.word}`}${fix.kept ? ` with ${fix.kept.join(', ')}` : ''} without ${fix.dropped.join(', ')}${price}`;
    case 'newIdempotencyKey':
      return `newIdempotencyKey${price}`;
    case 'useOperation':
      return `${fix.send ? 'send' : 'open'} ${fix.operationId}${price}`;
    case 'askValue':
      return `ask ${placeText(fix.at)}${fix.allowed ? ` of ${fix.allowed.join(', ')}` : ''}`;
    case 'pickId':
      return `pick ${fix.thing} ${placeText(fix.at)}`;
    case 'sendAgain':
      return fix.mayRepeatCharge ? 'sendAgain!' : 'sendAgain';
    case 'sendAt':
      return `sendAt ${fix.at}`;
    case 'editRequest':
      return fix.at ? `edit ${placeText({ pointer: '', ...fix.at } as ValuePlace)}` : 'edit';
    case 'openPage':
      return `page:${fix.page}`;
    case 'openSetting':
      return `setting:${fix.setting}`;
    case 'setApiKey':
    case 'storeKey':
    case 'checkApiKey':
    case 'switchProfile':
    case 'runInSandbox':
    case 'diagnoseConnection':
    case 'copyReport':
      return fix.kind;
  }
}

const placeText = ({ in: place, name, pointer }: ValuePlace): string =>
  place === 'body' ? `body ${pointer}`.trim() : `${place} ${name}${pointer}`;
