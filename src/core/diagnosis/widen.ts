import { writeJson } from '../body/writeJson';
import { findOperation, parametersIn, resolve } from '../catalog/catalog';
import type { Operation } from '../catalog/operation';
import type { Draft } from '../request/draft';
import { parseJson } from '../request/parseJson';
import type { ChangeFix } from './fix';

/** Say how much comes of a row and how many rows, not which. */
const harmless: ReadonlySet<string> = new Set([
  'page_size',
  'batch_size',
  'limit',
  'include_facets',
  'include_fields',
  'search_description',
  'stable_scan',
]);

/** Found in every sandbox, whichever of its keys is used. */
const anySandboxHas = 'engineer';

const longestName = 40;
const mostNames = 5;

/** The draft without what narrows its rows: with only one word to look for, where the operation looks for words. */
export function widened(draft: Draft, word?: string): Draft {
  const operation = findOperation(draft.operationId);
  if (!operation) return draft;
  const query: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(draft.query)) {
    if (harmless.has(name)) query[name] = value;
  }
  const { inQuery, inBody } = wordPlaces(operation);
  if (inQuery !== undefined && word !== undefined) query[inQuery] = word;
  return { ...draft, query, ...bodyOf(draft, inBody && word !== undefined ? word : undefined) };
}

function bodyOf({ body }: Draft, word: string | undefined): Pick<Draft, 'body'> {
  const members = membersOf(body);
  const kept = Object.entries(members).filter(([name]) => harmless.has(name));
  if (body === undefined && word === undefined) return {};
  const next = { ...(word !== undefined && { queries: [word] }), ...Object.fromEntries(kept) };
  const written = writeJson(next, { indented: true });
  return written.ok ? { body: written.text } : {};
}

type Widening = Omit<Extract<ChangeFix, { kind: 'widen' }>, 'upTo' | 'price'>;

/** Undefined where the draft is as wide as it can be. */
export function widening(draft: Draft, operation: Operation): Widening | undefined {
  const { word } = wordPlaces(operation);
  const names = [...Object.keys(draft.query), ...Object.keys(membersOf(draft.body))];
  const narrowing = names.filter(name => !harmless.has(name));
  if (narrowing.length === 0) return undefined;
  const dropped = narrowing.slice(0, mostNames).map(name => name.slice(0, longestName));
  return { kind: 'widen', ...(word !== undefined && { word }), dropped };
}

interface WordPlaces {
  readonly word?: string;
  readonly inQuery?: string;
  readonly inBody?: true;
}

/** Where an operation takes the words to look for, and one that finds something in the sandbox. */
function wordPlaces(operation: Operation): WordPlaces {
  const asked = parametersIn(operation, 'query').find(
    ({ required, example }) => required && typeof example === 'string',
  );
  if (asked) return { word: String(asked.example), inQuery: asked.name };
  const members = operation.body ? resolve(operation.body.schema).properties : undefined;
  if (members && Object.hasOwn(members, 'queries')) return { word: anySandboxHas, inBody: true };
  const isSearch = operation.price.sizedBy?.member === 'page_size';
  const q = parametersIn(operation, 'query').some(({ name }) => name === 'q');
  return isSearch && q ? { word: anySandboxHas, inQuery: 'q' } : {};
}

function membersOf(body: string | undefined): Readonly<Record<string, unknown>> {
  const parsed = parseJson(body ?? '');
  const value = parsed.ok ? parsed.value : undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
