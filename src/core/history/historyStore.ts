import type { HistoryRow } from './row';

/** A run with its body, if it is kept. */
export interface KeptRun {
  readonly row: HistoryRow;
  readonly body: Uint8Array | undefined;
}

/** Changes by other windows since the rows were last read. */
export interface NewRows {
  /** New rows, and the current state of those that were asked for and have changed. */
  readonly rows: readonly HistoryRow[];
  /** Ids of rows that are no longer there. */
  readonly gone: readonly string[];
}

/** Gets the newest rows. What it returns is awaited before the others are read. */
export type TellNewest = (newest: readonly HistoryRow[]) => unknown;

/** Where history keeps its rows; a folder in the extension's storage, or a map in a test. */
export interface HistoryStore {
  /** Resolves when the row is written; a durable one survives a loss of power. */
  write(row: HistoryRow, how: { readonly durable: boolean }): Promise<void>;
  /** Writes settled runs that are not stored yet, all at once; absent if the store cannot do that. */
  writeMany?(runs: readonly KeptRun[]): Promise<void>;
  /**
   * Newest first; what cannot be read is left out.
   * @param early called once with the newest rows, where reading the others takes longer
   */
  readAll(early?: TellNewest): Promise<readonly HistoryRow[]>;
  /**
   * What has changed since the last reading, without reading known rows again; absent in a store with one window.
   * @param changing ids of known rows that another window may have written again
   */
  readNew?(changing: readonly string[]): Promise<NewRows>;
  /** How many rows could not be read so far; they stay where they are. */
  leftOut?(): number;
  writeBody(id: string, bytes: Uint8Array): Promise<void>;
  readBody(id: string): Promise<Uint8Array | undefined>;
  remove(id: string): Promise<void>;
  /**
   * Removes half-written files that a crash left; absent in a store without such files.
   * @param alive whether a process is alive and may still be writing
   * @param now milliseconds since the epoch
   */
  clean?(alive: (pid: number) => boolean, now: number): Promise<void>;
}
