import { jsonExcerpt } from '../body/writeJson';

const longestText = 2_000;
/** In characters; a list or object this short is not deep either. */
const longestJson = 500;

/** A draft's value as a run keeps it to show it; a long or deep one becomes the beginning of its text. */
export function brief(value: unknown): unknown {
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? cut(value, longestText) : value;
  const text = jsonExcerpt(value, longestJson);
  return text.length > longestJson ? cut(text, longestJson) : value;
}

const cut = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest)}…` : text;
