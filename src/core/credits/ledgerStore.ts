/** How far a text has been read. */
export interface ReadUpTo {
  /** In bytes, after the end of a line. */
  readonly offset: number;
  /** What stands before it. Where something else does, another file has taken the place of the one that was read. */
  readonly before: Uint8Array;
  readonly file: number;
}

/** One text a day, which only grows. */
export interface LedgerStore {
  /** @param lines each with its end; they begin a line of their own, whatever a crash has left there */
  append(day: string, lines: string): Promise<void>;
  /**
   * What has come since, and how far its last whole line reaches. A day without a text is empty; a text that was replaced
   * is read from its beginning. Rejects where a text cannot be read.
   */
  read(
    day: string,
    upTo: ReadUpTo | undefined,
  ): Promise<{ readonly text: string; readonly upTo: ReadUpTo | undefined }>;
  /** Oldest first. */
  days(): Promise<readonly string[]>;
}
