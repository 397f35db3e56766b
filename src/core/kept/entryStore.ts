import type { Path } from './splits';

/** One kept thing. Without a value it was removed; the entry says so to windows that have not noticed. */
export interface Entry {
  readonly key: string;
  readonly path: Path;
  /** When it was written, in milliseconds since the epoch. */
  readonly at: number;
  readonly value?: unknown;
}

/** Stores the things that all windows share; a folder in the extension's storage. */
export interface EntryStore {
  /** Rejects with {@link TooLong} for a value that can never be written. */
  write(entry: Entry): Promise<void>;
  remove(entry: Pick<Entry, 'key' | 'path'>): Promise<void>;
  /** Whether something is stored there that cannot be read: its value is unknown. */
  isUnread(entry: Pick<Entry, 'key' | 'path'>): boolean;
  /** All entries if some may have changed since the last call, else undefined. */
  readNew(): Promise<readonly Entry[] | undefined>;
}

/** The value is too long for any file; other values can still be written. */
export class TooLong extends Error {}
