/** The fields that a term may ask about. `words` is all the text that a run shows. */
export const fields = ['words', 'status', 'op', 'profile', 'date', 'body'] as const;
export type Field = (typeof fields)[number];

export interface Term {
  readonly field: Field;
  /** Lower case, never empty. */
  readonly text: string;
  /** Written with a minus, as `-status:200`: the term must not match. */
  readonly not: boolean;
}

export type Query = readonly Term[];

/** In UTF-16 units. Longer text was not typed, and every run and every body is searched for all of it. */
const longestQuery = 1_000;

/**
 * Parses `status:4xx op:searchJobs profile:"My own" date:today body:golang kiln -remote "two words"`. With an unknown
 * field, as in a URL, the term is a word. A field without a value is left out: it is still being typed. Of a very long
 * text only the beginning is read.
 */
export function parseQuery(text: string): Query {
  return [
    ...text.slice(0, longestQuery).matchAll(/(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))?/giu),
  ].flatMap(([whole, minus = '', name = '', quoted, bare = '']) => {
    if (whole === '') return [];
    const field = fieldOf(name);
    const value = (quoted ?? bare).toLowerCase();
    const isWord = field === undefined;
    const said = isWord && name !== '' ? `${name.toLowerCase()}:${value}` : value;
    if (said === '') return [];
    return [{ field: field ?? 'words', text: said, not: minus !== '' }];
  });
}

const fieldOf = (name: string): Field | undefined =>
  fields.find(field => field !== 'words' && field === name.toLowerCase());
