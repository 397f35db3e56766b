import type { Path } from './splits';

/** One thing that is kept. Without a value it was removed, which must not be undone by a window that did not notice. */
export interface Entry {
  readonly key: string;
  readonly path: Path;
  /** When it was written, in milliseconds since the epoch. */
  readonly at: number;
  readonly value?: unknown;
}

/** Where the things lie that windows keep together; a folder in the extension's storage. */
export interface EntryStore {
  /** Rejects with {@link TooLong} for a value that it never takes. */
  write(entry: Entry): Promise<void>;
  remove(entry: Pick<Entry, 'key' | 'path'>): Promise<void>;
  /** Whether something lies there that cannot be read: what it says is not known. */
  isUnread(entry: Pick<Entry, 'key' | 'path'>): boolean;
  /** All entries, where some may have changed since the last time; else undefined. */
  readNew(): Promise<readonly Entry[] | undefined>;
}

/** Of a value that no file takes; all others can be written. */
export class TooLong extends Error {}
