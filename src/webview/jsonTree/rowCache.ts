import type { Row } from '../../core/body/rows';

/** Rows a call; half of what the protocol allows. */
const pageSize = 100;
const keptPages = 30;

export type FetchRows = (
  from: number,
  count: number,
) => Promise<{ readonly rows: readonly Row[]; readonly total: number }>;

/** The rows near the ones on screen. Emptied when folding moves them; answers from before that are dropped. */
export class RowCache {
  readonly #fetch: FetchRows;
  readonly #changed: (total: number) => void;
  readonly #failed: (reason: unknown) => void;
  /** By page; least recently wanted first. `undefined`: on its way. */
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

  /** Sees to it that these rows arrive. */
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
        // Not asked for again by the next drawing, which the failure itself brings about.
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
