import { toText } from '../charset/toUtf8';

/** Counting rows is not worth parsing more than this many bytes. */
const longestCounted = 1_048_576;

/** The members whose rows are counted, by their names: those that may have a price, and not all in which an answer has rows. */
const members = ['jobs', 'career_sites', 'companies', 'data'] as const;

/** How many rows an answer delivered; undefined where that cannot be told. */
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
    // No JSON: no rows.
  }
  return undefined;
}
