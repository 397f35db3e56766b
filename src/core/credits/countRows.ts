import { toText } from '../charset/toUtf8';

/** In bytes; a longer body is not parsed only to count rows. */
const longestCounted = 1_048_576;

/** Members whose rows may have a price; rows of other members are not counted. */
const members = ['jobs', 'career_sites', 'companies', 'data'] as const;

/** The number of rows in an answer; undefined: they cannot be counted. */
export function countRows(content: Uint8Array, contentType: string): number | undefined {
  if (content.length === 0 || content.length > longestCounted) return undefined;
  try {
    const value: unknown = JSON.parse(toText(content, contentType));
    if (Array.isArray(value)) return value.length;
    const answer = Object(value) as Readonly<Record<string, unknown>>;
    for (const name of members) {
      const rows = answer[name];
      if (Array.isArray(rows)) return rows.length;
    }
  } catch {
    // Not JSON, so no rows.
  }
  return undefined;
}
