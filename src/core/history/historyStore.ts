import type { HistoryRow } from './row';

/** Where history keeps its rows; a folder in the extension's storage, or a map in a test. */
export interface HistoryStore {
  /** Resolves when the row is on disk. */
  write(row: HistoryRow): Promise<void>;
  /** Newest first; what cannot be read is left out. */
  readAll(): Promise<readonly HistoryRow[]>;
  writeBody(id: string, bytes: Uint8Array): Promise<void>;
  readBody(id: string): Promise<Uint8Array | undefined>;
  remove(id: string): Promise<void>;
}
