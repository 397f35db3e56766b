/** What a word may be asked of. `words` is everything that a run shows of itself. */
export const fields = ['words', 'status', 'op', 'profile', 'date', 'body'] as const;
export type Field = (typeof fields)[number];

export interface Term {
  readonly field: Field;
  /** Lower case, never empty. */
  readonly text: string;
  /** Written `-status:200`: what must not be so. */
  readonly not: boolean;
}

export type Query = readonly Term[];

/** What is longer was not typed: it is asked of every run, and of every body. */
const longestQuery = 1_000;

/**
 * `status:4xx op:searchJobs profile:"My own" date:today body:golang kiln -remote "two words"`. What is no known field,
 * an address for one, is a word. A field with nothing behind it yet is left out: it is still being typed. Of a very long
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
