import type {
  Catalog,
  Confidence,
  Operation,
  Parameter,
  RequestBody,
  Schema,
} from '../../src/core/catalog/operation';

/** The parts of our OpenAPI document that the catalog is made from. */
export interface Document {
  readonly info: { readonly version: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface DocumentOperation {
  readonly operationId: string;
  readonly tags: readonly [string];
  readonly summary: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly DocumentParameter[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Readonly<
      Record<string, { schema: Schema; examples?: Record<string, { value: unknown }> }>
    >;
  };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, unknown>> }>
  >;
  readonly 'x-jobo-credits': {
    readonly unit: 'request' | 'item';
    readonly amount: number;
    readonly notes: string;
    readonly precheck?: string;
    readonly precheckDefault?: number;
  };
  readonly 'x-jobo-docs': string;
  readonly 'x-jobo-docs-confirmed': boolean;
  readonly 'x-jobo-confidence'?: string;
  readonly 'x-jobo-idempotent': boolean;
  readonly 'x-jobo-status': 'available' | 'gated' | 'unavailable' | 'adjacent';
  readonly 'x-jobo-rate-group': 'general' | 'feed' | 'public';
  readonly 'x-jobo-timeout-seconds': number;
}

interface DocumentParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
  readonly example?: unknown;
  readonly allowEmptyValue?: boolean;
  readonly 'x-jobo-confidence'?: string;
}

/** Reads the document; throws where it says something that the catalog cannot hold. */
export function compileCatalog(document: Document): Catalog {
  const operations: Operation[] = [];
  const leftOut: { id: string; path: string; why: string }[] = [];
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, source] of Object.entries(methods)) {
      if (takesOAuth(source)) {
        const why = 'Takes a bearer token of the Jobo authorization server, not an API key.';
        leftOut.push({ id: source.operationId, path: `${method.toUpperCase()} ${path}`, why });
      } else operations.push(compileOperation(path, method, source));
    }
  }
  const used = new Set(operations.map(operation => operation.tag));
  const tags = document.tags.filter(tag => used.has(tag.name));
  const order = new Map(tags.map((tag, index) => [tag.name, index]));
  operations.sort((a, b) => (order.get(a.tag) ?? 0) - (order.get(b.tag) ?? 0));
  return {
    version: document.info.version,
    tags,
    operations,
    schemas: reachable(operations, document),
    leftOut,
  };
}

const takesOAuth = ({ security }: DocumentOperation) =>
  security?.some(scheme => 'McpOAuth' in scheme) ?? false;

function compileOperation(path: string, method: string, source: DocumentOperation): Operation {
  const state = source['x-jobo-status'];
  if (state === 'adjacent')
    throw new Error(`${source.operationId}: adjacent, yet takes an API key`);
  const credits = source['x-jobo-credits'];
  return {
    id: source.operationId,
    method: method.toUpperCase() as Operation['method'],
    path,
    tag: source.tags[0],
    summary: source.summary,
    description: source.description ?? '',
    docs: source['x-jobo-docs'],
    docsConfirmed: source['x-jobo-docs-confirmed'],
    ...confidenceOf(source),
    state,
    deprecated: source.deprecated ?? false,
    key: keyOf(source),
    idempotent: source['x-jobo-idempotent'],
    price: {
      unit: credits.unit,
      amount: credits.amount,
      notes: credits.notes,
      published: !/no price is published|price not published/i.test(credits.notes),
      ...(credits.precheck !== undefined && {
        sizedBy: { member: credits.precheck, default: credits.precheckDefault ?? 1 },
      }),
    },
    group: source['x-jobo-rate-group'],
    timeoutSeconds: source['x-jobo-timeout-seconds'],
    parameters: (source.parameters ?? []).map(compileParameter),
    ...(source.requestBody && { body: compileBody(source.operationId, source.requestBody) }),
    answersJson: answersJson(source),
  };
}

const answersJson = ({ responses }: DocumentOperation): boolean =>
  Object.entries(responses).some(
    ([status, { content }]) =>
      status.startsWith('2') && content?.['application/json'] !== undefined,
  );

/** Absent: the document's default, which asks for the key. `[]`: none is read. `{}` among others: optional. */
function keyOf({ security }: DocumentOperation): Operation['key'] {
  if (!security) return 'required';
  if (security.length === 0) return 'none';
  return security.some(scheme => Object.keys(scheme).length === 0) ? 'optional' : 'required';
}

/** Sure unless it is said: there is no degree between. */
function confidenceOf(source: { readonly 'x-jobo-confidence'?: string }): {
  readonly confidence?: Confidence;
} {
  const { 'x-jobo-confidence': said } = source;
  if (said === undefined) return {};
  if (said !== 'low') throw new Error(`confidence "${said}": only low is said`);
  return { confidence: said };
}

const compileParameter = (source: DocumentParameter): Parameter => ({
  name: source.name,
  in: source.in,
  required: source.required ?? false,
  description: source.description ?? '',
  schema: source.schema,
  allowEmptyValue: source.allowEmptyValue ?? false,
  ...confidenceOf(source),
  ...(source.example !== undefined && { example: source.example }),
});

function compileBody(
  id: string,
  source: NonNullable<DocumentOperation['requestBody']>,
): RequestBody {
  const [entry, ...more] = Object.entries(source.content);
  if (!entry || more.length > 0) throw new Error(`${id}: a body has exactly one media type`);
  const [contentType, { schema, examples = {} }] = entry;
  if (contentType !== 'application/json' && contentType !== 'multipart/form-data') {
    throw new Error(`${id}: ${contentType} is not supported`);
  }
  return {
    contentType,
    required: source.required ?? false,
    schema,
    examples: Object.fromEntries(
      Object.entries(examples).map(([name, { value }]) => [name, value]),
    ),
  };
}

/** The named schemas that request bodies refer to, directly or through others. */
function reachable(operations: readonly Operation[], document: Document): Record<string, Schema> {
  const found: Record<string, Schema> = {};
  const visit = (value: unknown): void => {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      const schema = name === undefined ? undefined : document.components.schemas[name];
      if (name === undefined || !schema) throw new Error(`no schema ${String(name)}`);
      if (name in found) continue;
      found[name] = schema;
      visit(schema);
    }
  };
  for (const { body, parameters } of operations) visit([body, parameters]);
  return found;
}
