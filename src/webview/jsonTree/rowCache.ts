import type { Row } from '../../core/body/rows';

/** Rows fetched with one call; the protocol allows twice as many. */
const pageSize = 100;
const keptPages = 30;

export type FetchRows = (
  from: number,
  count: number,
) => Promise<{ readonly rows: readonly Row[]; readonly total: number }>;

/** Keeps rows near those on screen. Emptied when folding moves rows; answers to earlier calls are then ignored. */
export class RowCache {
  readonly #fetch: FetchRows;
  readonly #changed: (total: number) => void;
  readonly #failed: (reason: unknown) => void;
  /** Rows by page, the least recently wanted page first. Undefined: the page is being fetched. */
  #pages = new Map<number, readonly Row[] | undefined>();

  constructor(
    fetch: FetchRows,
    changed: (total: number) => void,
    failed: (reason: unknown) => void,
  ) {
    this.#fetch = fetch;
    this.#changed = changed;
    this.#failed = failed;
  }

  get(row: number): Row | undefined {
    return this.#pages.get(Math.floor(row / pageSize))?.[row % pageSize];
  }

  /** Fetches those rows that are not here, and drops pages that were wanted longest ago. */
  want(from: number, to: number): void {
    for (let page = Math.floor(from / pageSize); page * pageSize < to; page++) {
      if (!this.#pages.has(page)) this.#load(page);
      else this.#renew(page);
    }
    for (const page of this.#pages.keys()) {
      if (this.#pages.size <= keptPages) return;
      this.#pages.delete(page);
    }
  }

  drop(): void {
    this.#pages = new Map();
  }

  #load(page: number): void {
    const pages = this.#pages;
    pages.set(page, undefined);
    this.#fetch(page * pageSize, pageSize).then(
      ({ rows, total }) => {
        if (pages !== this.#pages || !pages.has(page)) return;
        pages.set(page, rows);
        this.#changed(total);
      },
      (reason: unknown) => {
        // Kept as empty: showing the failure draws anew, and that drawing must not ask again.
        pages.set(page, []);
        if (pages === this.#pages) this.#failed(reason);
      },
    );
  }

  #renew(page: number): void {
    const rows = this.#pages.get(page);
    this.#pages.delete(page);
    this.#pages.set(page, rows);
  }
}
