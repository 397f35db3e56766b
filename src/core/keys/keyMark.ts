import type { KnownKeys, TextKind } from './knownKeys';

/** Recognises keys in texts. */
export type KeyFinder = Pick<KnownKeys, 'spansIn'>;

/** One that has to read first what it recognises. */
export interface KeyReader extends KeyFinder {
  /** Resolves when the keys of all profiles are recognised, or cannot be had. Never rejects. */
  ready(): Promise<unknown>;
  readonly isReady: boolean;
}

/** Stands where a key stood in a request that is kept: a person reads what it was, and we know it again. */
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
