import { jsonExcerpt } from '../body/writeJson';

const longestText = 2_000;
/** A list or object of so few characters is not deep either. */
const longestJson = 500;

/** A value of a draft as a run keeps it, to be shown: of a long or deep one the beginning of its text. */
export function brief(value: unknown): unknown {
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? cut(value, longestText) : value;
  const text = jsonExcerpt(value, longestJson);
  return text.length > longestJson ? cut(text, longestJson) : value;
}

const cut = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest)}…` : text;
