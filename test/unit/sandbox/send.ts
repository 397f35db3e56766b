import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { findOperation } from '../../../src/core/catalog/catalog';
import type { Sandbox } from '../../../src/sandbox/server';

interface Described {
  readonly content?: Readonly<
    Record<string, { schema?: object; examples?: Readonly<Record<string, { value?: unknown }>> }>
  >;
}
interface DescribedOperation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, Described & { readonly $ref?: string }>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: {
    readonly responses: Readonly<Record<string, Described>>;
    readonly schemas: object;
  };
}

const file = path.resolve(__dirname, '../../../src/core/catalog/openapi.yaml');
const document = parse(readFileSync(file, 'utf8')) as Document;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: 'api', components: { schemas: document.components.schemas } });

const described = new Map(
  Object.values(document.paths)
    .flatMap(operations => Object.values(operations))
    .map(operation => [operation.operationId, operation]),
);

/** Every example of an answer in the document. */
const examples: readonly unknown[] = collectExamples(document.paths).concat(
  collectExamples(document.components),
);

function collectExamples(node: unknown): unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'examples' && !Array.isArray(value)
      ? Object.values(value as Record<string, { value?: unknown }>).map(example => example.value)
      : collectExamples(value),
  );
}

interface ListSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, ListSchema>>;
}

/** Names of the lists at the top of a good answer, as the document has them; none where it is one thing, with an id. */
export function listsIn(operationId: string): readonly string[] {
  const content = described.get(operationId)?.responses['200']?.content;
  const schema = content?.['application/json']?.schema as ListSchema | undefined;
  const named = schema?.$ref?.split('/').at(-1);
  const schemas = document.components.schemas as Readonly<Record<string, ListSchema>>;
  const { properties = {} } = (named === undefined ? schema : schemas[named]) ?? {};
  if ('id' in properties) return [];
  return Object.keys(properties).filter(name => properties[name]?.type === 'array');
}

const validators = new Map<string, ValidateFunction>();

function validatorOf(
  operationId: string,
  status: number,
  mediaType: string,
): ValidateFunction | undefined {
  const response = described.get(operationId)?.responses[String(status)];
  assert.ok(response, `${operationId} has no ${status} in the document`);
  const shape = response.$ref
    ? document.components.responses[response.$ref.split('/').at(-1)!]
    : response;
  const schema = shape?.content?.[mediaType]?.schema;
  if (!schema) return undefined;
  const name = `${operationId} ${status} ${mediaType}`;
  const known = validators.get(name);
  if (known) return known;
  const absolute = JSON.parse(
    JSON.stringify(schema).replaceAll('"#/components', '"api#/components'),
  ) as object;
  const compiled = ajv.compile(absolute);
  validators.set(name, compiled);
  return compiled;
}

/** Fails unless the answer is one that the document describes and not one of its examples. */
export function assertDocumented(operationId: string, answer: Answer): void {
  if (answer.text === '') {
    assert.ok(
      described.get(operationId)?.responses[String(answer.status)],
      `${operationId}: ${answer.status}`,
    );
    return;
  }
  const mediaType = answer.headers.get('content-type')?.split(';')[0] ?? '';
  const validate = validatorOf(operationId, answer.status, mediaType);
  assert.ok(validate, `${operationId} ${answer.status} is not described as ${mediaType}`);
  assert.ok(
    validate(answer.body),
    `${operationId} ${answer.status}: ${ajv.errorsText(validate.errors)}`,
  );
  for (const example of examples) assert.notDeepEqual(answer.body, example);
}

export interface Request {
  readonly key?: string | null;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Answers of scenarios need not be in the document. */
  readonly undocumented?: true;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

interface PlaceRow {
  readonly city: string | null;
  readonly country: string;
  readonly latitude: number | null;
}

export interface JobRow {
  readonly id: string;
  readonly title: string;
  readonly normalized_title: string;
  readonly company: Named & {
    readonly website: string;
    readonly industries: readonly string[];
    readonly categories: readonly string[];
  };
  readonly source: string;
  readonly workplace_type: string;
  readonly experience_level: string;
  readonly employment_type: string;
  readonly locations: readonly PlaceRow[];
  readonly qualifications: Readonly<
    Record<'must_have' | 'preferred', { readonly skills: readonly { readonly name: string }[] }>
  >;
  readonly compensation: {
    readonly min: number;
    readonly max: number | null;
    readonly currency: string;
    readonly period: string;
  };
  readonly created_at: string;
  readonly updated_at: string;
  readonly date_posted: string;
}

interface Bucket {
  readonly key: string;
  readonly count: number;
}

type Facet = 'work_model' | 'sources' | 'employment_type' | 'company_categories';

interface SiteRow extends Named {
  readonly industries: readonly string[];
}

/** Tests that take the first row would fail without one. */
type Rows<T> = readonly [T, ...T[]];

/** Every member that a test looks at. Which of them an answer has was checked against the document before. */
export interface Body {
  readonly jobs: Rows<JobRow>;
  readonly total: number;
  readonly total_pages: number;
  readonly facets: Readonly<Record<Facet, Rows<Bucket>>>;
  readonly warnings: Rows<{ readonly code: string; readonly message: string }>;
  readonly filters: {
    readonly companies: Readonly<Record<'unmatched' | 'exclude_unmatched', readonly string[]>>;
  };
  readonly title: string;
  readonly name: string;
  readonly next_cursor: string;
  readonly has_more: boolean;
  readonly estimated_total: number;
  readonly job_ids: Rows<string>;
  readonly career_sites: Rows<SiteRow>;
  readonly detail: string;
  readonly code: string;
  readonly credits_required: number;
  readonly credits_balance: number;
  readonly retry_after_seconds: number;
  readonly replacement_request: object;
  readonly succeeded: boolean;
  readonly locations: Rows<PlaceRow>;
  readonly input: string;
  readonly method: string;
  readonly enums: { readonly work_models: readonly string[] };
  readonly sources: Rows<Bucket>;
  readonly options: Rows<Bucket>;
  readonly suggestions: Rows<PlaceRow & Named & { readonly domain: string }>;
  readonly occupations: Rows<Named>;
  readonly company_size: string;
  readonly revenue: string;
  readonly id: string;
  readonly status: string;
  readonly failure: { readonly code: string };
  readonly current_step: {
    readonly sequence: number;
    readonly correction_round: number;
    readonly command_errors: Rows<{ readonly field_id: string }>;
    readonly answers_expire_at: string;
  };
  readonly data: Rows<{ readonly id: string }>;
  readonly scenarios: readonly { readonly slug: string }[];
  readonly errors: readonly {
    readonly field_id: string;
    readonly field_key: string | null;
    readonly code: string;
  }[];
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
}

/** Sends one request as a client would and holds the answer against the document. */
export async function send(
  sandbox: Sandbox,
  operationId: string,
  request: Request = {},
): Promise<Answer> {
  const operation = findOperation(operationId);
  assert.ok(operation, operationId);
  const { key = sandbox.keys.good, path: values = {}, query = {}, headers = {}, body } = request;
  const filled = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? ''),
  );
  const url = new URL(filled, sandbox.url);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  const form = body instanceof FormData;
  const response = await fetch(url, {
    method: operation.method,
    redirect: 'manual',
    headers: {
      ...(key !== null && { 'X-Api-Key': key }),
      ...(body !== undefined && !form && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && {
      body: form ? body : typeof body === 'string' ? body : JSON.stringify(body),
    }),
  });
  const text = await response.text();
  const json = /json/.test(response.headers.get('content-type') ?? '');
  const answer = {
    status: response.status,
    headers: response.headers,
    text,
    body: (json ? tryParse(text) : undefined) as Body,
  };
  if (!request.undocumented) assertDocumented(operationId, answer);
  return answer;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A key of the right shape that the sandbox did not make. */
export const freshKey = (side: 'live' | 'test' = 'live'): string =>
  `jbe_${side}_${'q'.repeat(21)}_${Math.random().toString(36).slice(2).padEnd(43, 'z')}`;

export const zeroId = '00000000-0000-0000-0000-000000000000';
