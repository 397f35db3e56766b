import type { KnownKeys, TextKind } from './knownKeys';

/** Recognises keys in texts. */
export type KeyFinder = Pick<KnownKeys, 'spansIn'>;

/** A finder that first has to read the keys that it recognises. */
export interface KeyReader extends KeyFinder {
  /** Resolves when the keys of all profiles are recognised or cannot be read. Never rejects. */
  ready(): Promise<unknown>;
  readonly isReady: boolean;
}

/** Replaces a key in a kept request: the user sees that it was a key, and our code finds the mark again. */
export const keyMark = 'jbe_***';

/** A text with every key in it replaced by the mark; the same text where there is none. */
export function withMarks(text: string, keys: KeyFinder, kind?: TextKind): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of keys.spansIn(text, kind)) {
    parts.push(text.slice(from, start), keyMark);
    from = end;
  }
  return from === 0 ? text : parts.join('') + text.slice(from);
}
