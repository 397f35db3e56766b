import { withMarks, type KeyFinder } from '../keys/keyMark';

/** A place in a text, counted from 1. */
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

/** The beginning of a text that cannot be secret: an address up to its host, a first member's name, a header's name. */
const harmless =
  /^[^\w\s{]{1,2}(?:https?:\/\/[\w.-]*|\{\s*(?:"[a-z_]{1,24}")?|[A-Za-z][\w-]*(?=:))?/;

const longestExcerpt = 40;

/** The beginning of a quoted text, without possible secrets. */
export function excerptAt(text: string, at: number, keys: KeyFinder): string {
  const [shown = ''] = harmless.exec(text.slice(at, at + 500)) ?? [];
  const isSafe = keys
    .spansIn(text)
    .every(({ start, end }) => end <= at || start >= at + shown.length);
  return isSafe ? shown.slice(0, longestExcerpt) : text.charAt(at);
}

/** A name from the pasted text, cut and without keys, so that it may be shown. */
export const shownName = (name: string, keys: KeyFinder): string =>
  withMarks(name.trim(), keys, 'part').slice(0, 60);
