import { createHash } from 'node:crypto';
import { posts } from './trades';

/** An occupation that filters take. Where the API has its occupations from is not documented. */
export interface Occupation {
  readonly id: string;
  readonly name: string;
}

/** A title in snake_case. */
export const normalizedTitleOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z]+/g, '_')
    .replace(/^_|_$/g, '');

/** Made of the title alone, so that an id in a kept draft means the same occupation after a restart. */
function idOf(normalizedTitle: string): string {
  const digits = createHash('sha256').update(`occupation ${normalizedTitle}`).digest('hex');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

const ids = new Map(
  posts.map(({ title }) => [
    normalizedTitleOf(title),
    { id: idOf(normalizedTitleOf(title)), name: title },
  ]),
);

/** Sorted by name. */
export const occupations: readonly Occupation[] = [...ids.values()].toSorted((a, b) =>
  a.name.localeCompare(b.name),
);

/** The occupations of a job, by its normalized title. */
export function occupationIdsOf(normalizedTitle: string): readonly string[] {
  const found = ids.get(normalizedTitle);
  return found ? [found.id] : [];
}
