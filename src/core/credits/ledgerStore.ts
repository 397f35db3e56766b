/** How far a text has been read. */
export interface ReadUpTo {
  /** In bytes, after the end of a line. */
  readonly offset: number;
  /** The bytes just before `offset`. If they differ at the next read, another file has replaced this one. */
  readonly before: Uint8Array;
  /** Inode number. */
  readonly file: number;
}

/** One text per day, to which lines are only appended. */
export interface LedgerStore {
  /** @param lines each with its line end; they start on a new line, even after one that a crash cut off */
  append(day: string, lines: string): Promise<void>;
  /**
   * The whole lines appended since `upTo`, and the new position. A missing text is empty; a replaced one is read from
   * its beginning. Rejects if it cannot be read.
   */
  read(
    day: string,
    upTo: ReadUpTo | undefined,
  ): Promise<{ readonly text: string; readonly upTo: ReadUpTo | undefined }>;
  /** Oldest first. */
  days(): Promise<readonly string[]>;
}
