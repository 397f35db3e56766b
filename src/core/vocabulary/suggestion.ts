import type { Row } from './lists';
import type { OnlineSource } from './sources';

/** One suggested value. Untrusted text, if it comes from the API. */
export interface Suggestion {
  readonly value: string;
  /** Its name, if that is not the value itself. */
  readonly label?: string;
  /** The number of jobs that have it. */
  readonly count?: number;
  /** Distinguishes it from others of the same name. */
  readonly within?: string;
}

/** As many as the editor's list shows. */
const mostSuggestions = 50;

/** A text for comparison: lower case, without accents and outer blanks. */
export const plain = (text: string): string =>
  text
    .trim()
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();

const holds = (text: string, query: string): boolean => plain(text).includes(plain(query));

/** The values that contain the query, in their order. */
export const matching = (values: readonly string[], query: string): readonly Suggestion[] =>
  values
    .filter(value => holds(value, query))
    .slice(0, mostSuggestions)
    .map(value => ({ value }));

/**
 * The suggestions that an answer's rows give for a field.
 * @param exact the answer is to this very query: all its rows stay, as the server may have found them by another name
 */
export function suggestionsOf(
  source: OnlineSource,
  rows: readonly Row[],
  query: string,
  exact: boolean,
): readonly Suggestion[] {
  // The server found whole places; a field for a part of them shows only parts that contain the query.
  const asFound = exact && (source.kind !== 'places' || source.part === 'whole');
  const seen = new Map<string, Suggestion>();
  for (const suggestion of rows.flatMap(row => suggestionOf(source, row) ?? [])) {
    if (
      !seen.has(suggestion.value) &&
      (asFound || holds(suggestion.label ?? suggestion.value, query))
    )
      seen.set(suggestion.value, suggestion);
  }
  return [...seen.values()].slice(0, mostSuggestions);
}

function suggestionOf(source: OnlineSource, row: Row): Suggestion | undefined {
  const { value, label, list, count, region, country, within } = row;
  switch (source.kind) {
    case 'filters':
      return list === source.list ? { value } : undefined;
    case 'options':
      return { value, ...(count !== undefined && { count }) };
    case 'companies':
      return { value, ...(within !== undefined && { within }) };
    case 'occupations':
      return { value, ...(label !== undefined && { label }) };
    case 'places': {
      if (source.part === 'whole') return { value };
      const part = row[source.part];
      if (part === undefined) return undefined;
      const outer = source.part === 'city' ? [region, country] : [country];
      const around = outer.filter(name => name !== undefined && name !== part).join(', ');
      return { value: part, ...(around !== '' && { within: around }) };
    }
  }
}
