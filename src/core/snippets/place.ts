import { withMarks, type KeyFinder } from '../keys/keyMark';

/** Where something stands in a text, from 1. */
export interface Place {
  readonly line: number;
  /** In UTF-16 units. */
  readonly column: number;
}

export function placeAt(text: string, at: number): Place {
  const before = text.slice(0, at);
  const lines = before.split('\n').length;
  return { line: lines, column: at - before.lastIndexOf('\n') };
}

/** What is no secret: an address up to its host, a first member of letters, the name of a header. */
const harmless =
  /^[^\w\s{]{1,2}(?:https?:\/\/[\w.-]*|\{\s*(?:"[a-z_]{1,24}")?|[A-Za-z][\w-]*(?=:))?/;

const longestExcerpt = 40;

/** The beginning of a text that a quote opens, without what may be a secret. */
export function excerptAt(text: string, at: number, keys: KeyFinder): string {
  const [shown = ''] = harmless.exec(text.slice(at, at + 500)) ?? [];
  const isSafe = keys
    .spansIn(text)
    .every(({ start, end }) => end <= at || start >= at + shown.length);
  return isSafe ? shown.slice(0, longestExcerpt) : text.charAt(at);
}

/** A name of a person's own, as it may be shown. */
export const shownName = (name: string, keys: KeyFinder): string =>
  withMarks(name.trim(), keys, 'part').slice(0, 60);
