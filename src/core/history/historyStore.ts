import type { HistoryRow } from './row';

/** A run with its body, if it is kept. */
export interface KeptRun {
  readonly row: HistoryRow;
  readonly body: Uint8Array | undefined;
}

/** What other windows have done since the last time that the rows were read. */
export interface NewRows {
  /** New ones, and the state by now of those that were asked for and have changed. */
  readonly rows: readonly HistoryRow[];
  /** Ids of those that are no longer there. */
  readonly gone: readonly string[];
}

/** Where history keeps its rows; a folder in the extension's storage, or a map in a test. */
export interface HistoryStore {
  /** Resolves when the row is written; a durable one survives that the machine loses its power. */
  write(row: HistoryRow, how: { readonly durable: boolean }): Promise<void>;
  /** Settled runs that are not there yet, in one write; a store that cannot do that leaves it out. */
  writeMany?(runs: readonly KeptRun[]): Promise<void>;
  /** Newest first; what cannot be read is left out. */
  readAll(): Promise<readonly HistoryRow[]>;
  /**
   * What has come and gone since the last reading, without reading anew what is known; a store with one window leaves it
   * out.
   * @param changing ids of rows that another window may have written anew
   */
  readNew?(changing: readonly string[]): Promise<NewRows>;
  /** How many rows could not be read so far; they stay where they are. */
  leftOut?(): number;
  writeBody(id: string, bytes: Uint8Array): Promise<void>;
  readBody(id: string): Promise<Uint8Array | undefined>;
  remove(id: string): Promise<void>;
  /**
   * Removes what a crash left half-written; a store in which that cannot happen leaves it out.
   * @param alive whether a process is alive, which may be writing still
   * @param now milliseconds since the epoch
   */
  clean?(alive: (pid: number) => boolean, now: number): Promise<void>;
}
