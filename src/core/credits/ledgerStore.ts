/** How far a text has been read. */
export interface ReadUpTo {
  /** In bytes, after the end of a line. */
  readonly offset: number;
  /** The beginning of the last line before `offset`. If it differs at the next read, another file has replaced this one. */
  readonly last: Uint8Array;
  /** In bytes: where that line begins. */
  readonly lastAt: number;
  /** Inode number. */
  readonly file: number;
}

/** One text per day, to which lines are only appended. */
export interface LedgerStore {
  /**
   * @param lines each with its line end; they start on a new line, even after one that a crash cut off
   * @param how durable: once it resolves, the lines survive a loss of power
   */
  append(day: string, lines: string, how: { readonly durable: boolean }): Promise<void>;
  /**
   * The whole lines appended since `upTo`, and the new position. A missing text is empty; a replaced one is read from
   * its beginning. Rejects if it cannot be read.
   */
  read(
    day: string,
    upTo: ReadUpTo | undefined,
  ): Promise<{ readonly text: string; readonly upTo: ReadUpTo | undefined }>;
  /**
   * Writes over lines, while other windows may append.
   * @param mark only lines that contain it are looked at
   * @param change what to write over a line, of the same length; undefined: it stays. Its lines have a character for each
   * byte, as damaged ones may not be UTF-8. `isEnded`: false for a last line that somebody may still be writing
   */
  overwrite(
    day: string,
    mark: string,
    change: (line: string, how: { readonly isEnded: boolean }) => string | undefined,
  ): Promise<void>;
  /** Oldest first. */
  days(): Promise<readonly string[]>;
  /** Keeps no file open from now on; all else goes on. */
  close?(): Promise<void>;
}
