import { writeJson } from '../body/writeJson';
import { findOperation, parametersIn, resolve } from '../catalog/catalog';
import type { Operation } from '../catalog/operation';
import type { Draft } from '../request/draft';
import { parseJson } from '../request/parseJson';
import type { ChangeFix } from './fix';

/** Parameters that decide how many rows come, or how much of each, but not which. */
const harmless: ReadonlySet<string> = new Set([
  'page_size',
  'batch_size',
  'limit',
  'include_facets',
  'include_fields',
  'search_description',
  'stable_scan',
]);

/** Found in every sandbox, with each of its keys, and in each of the places below. */
const anySandboxHas = 'engineer';

/** Likely first searches that find rows with every key of the sandbox, each by itself; a test checks that. */
export const surelyFound: Readonly<Record<'words' | 'places', readonly string[]>> = {
  words: (
    'engineer,developer,manager,analyst,designer,teacher,nurse,accountant,driver,chef,sales,marketing,golang,python,' +
    'javascript,react,sql,aws,ai,data scientist'
  ).split(','),
  places: (
    'berlin,london,new york,san francisco,paris,munich,zürich,amsterdam,toronto,bangalore,singapore,sydney,tokyo,' +
    'remote,germany,europe'
  ).split(','),
};

const longestName = 40;
/** No operation has more filters. */
const mostNames = 40;

/**
 * The draft without its filters; an operation that searches for words gets `word` only.
 * @param kept names of filters that stay
 */
export function widened(draft: Draft, word?: string, kept: readonly string[] = []): Draft {
  const operation = findOperation(draft.operationId);
  if (!operation) return draft;
  const query: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(draft.query)) {
    if (harmless.has(name) || kept.includes(name)) query[name] = value;
  }
  const { inQuery, inBody } = wordPlaces(operation);
  if (inQuery !== undefined && word !== undefined) query[inQuery] = word;
  return { ...draft, query, ...bodyOf(draft, kept, inBody ? word : undefined) };
}

function bodyOf(
  { body }: Draft,
  kept: readonly string[],
  word: string | undefined,
): Pick<Draft, 'body'> {
  if (body === undefined && word === undefined) return {};
  const stay = Object.entries(membersOf(body)).filter(
    ([name]) => harmless.has(name) || kept.includes(name),
  );
  const next = { ...(word !== undefined && { queries: [word] }), ...Object.fromEntries(stay) };
  const written = writeJson(next, { indented: true });
  return written.ok ? { body: written.text } : {};
}

type Widening = Omit<Extract<ChangeFix, { kind: 'widen' }>, 'upTo' | 'price'>;

/** The change that removes filters; undefined: the draft has none. */
export function widening(draft: Draft, operation: Operation): Widening | undefined {
  const values = { ...draft.query, ...membersOf(draft.body) };
  const narrowing = Object.keys(values).filter(name => !harmless.has(name));
  if (narrowing.length === 0) return undefined;
  const { word, kept } = surest(values, narrowing, wordPlaces(operation));
  const dropped = narrowing
    .filter(name => !kept.includes(name))
    .slice(0, mostNames)
    .map(name => name.slice(0, longestName));
  return {
    kind: 'widen',
    ...(word !== undefined && { word }),
    ...(kept.length > 0 && { kept }),
    dropped,
  };
}

interface Surest {
  readonly word?: string;
  readonly kept: readonly string[];
}

/** Keeps words or places that find rows by themselves; what they find together depends on the key. */
function surest(
  values: Readonly<Record<string, unknown>>,
  narrowing: readonly string[],
  { word, inQuery, inBody }: WordPlaces,
): Surest {
  const widest = { ...(word !== undefined && { word }), kept: [] };
  // A search in titles alone finds less.
  const titlesOnly = ![undefined, true, 'true'].includes(values['search_description'] as string);
  if (word !== anySandboxHas || titlesOnly) return widest;
  const [ofWords, ofPlaces] = inBody ? ['queries', 'locations'] : [inQuery ?? '', 'location'];
  const words = textsIn(values[ofWords]);
  const isPlaced = textsIn(values[ofPlaces]).some(text => surelyFound.places.includes(text));
  if (isPlaced && (words.length === 0 || words.includes(word))) {
    const kept = narrowing.filter(name => name === ofWords || name === ofPlaces);
    if (kept.length < narrowing.length) return { kept };
  }
  const isFound = words.some(text => surelyFound.words.includes(text));
  if (isFound && narrowing.length > 1) return { kept: [ofWords] };
  return isPlaced && words.length > 0 ? { word, kept: [ofPlaces] } : widest;
}

/** Alternatives: one that finds rows is enough. */
const textsIn = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((text: unknown) =>
    typeof text === 'string' && text.trim() !== '' ? [text.trim().toLowerCase()] : [],
  );

interface WordPlaces {
  readonly word?: string;
  readonly inQuery?: string;
  readonly inBody?: true;
}

/** Where an operation takes its search words, and a word that finds rows in the sandbox. */
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
