import type { Row } from '../../core/body/rows';
import { nextWindow, pageRows } from './nextWindow';

/** At some 50 rows in view, a good deal of what was just scrolled over. */
const keptPages = 60;
/** With one, the host would stand idle while an answer is on its way; each more would be overtaken by the scrolling. */
const callsAtOnce = 2;

export type FetchRows = (
  from: number,
  count: number,
) => Promise<{ readonly rows: readonly Row[]; readonly total: number }>;

/** What the cache tells whoever draws its rows. */
export interface RowEvents {
  /** Rows in view have come, or their number is another. */
  changed(): void;
  failed(reason: unknown): void;
}

/** Rows between two foldings: after the second, other rows stand at their places. */
class Generation {
  readonly first: readonly Row[];
  /** Rows by page, the least recently wanted page first. Undefined: the page is on its way. */
  readonly pages = new Map<number, readonly Row[] | undefined>();
  calls = 0;

  constructor(first: readonly Row[] = []) {
    this.first = first;
  }

  get(row: number): Row | undefined {
    return this.pages.get(Math.floor(row / pageRows))?.[row % pageRows] ?? this.first[row];
  }

  /** Whether the rows of a page before row `to` are here. Those that could not be had count: they are not asked for again. */
  has(page: number, to: number): boolean {
    const end = Math.min(to, (page + 1) * pageRows);
    return this.pages.get(page) !== undefined || end <= this.first.length;
  }
}

/**
 * Keeps rows near those on screen, and asks for those that come next. A wish that cannot be asked for at once is not
 * kept: when a call has been answered, the next one is for what is in view by then.
 */
export class RowCache {
  readonly #fetch: FetchRows;
  readonly #events: RowEvents;
  #total = 0;
  #rows = new Generation();
  /** The rows in view, and how far they move until an answer comes: below 0 for up, 0 before the first scrolling. */
  #view = { first: 0, last: 0, lead: 0 };
  /** Calls are by turns for what is in view, and for where a fast view will be when the answer comes. */
  #isFarNext = false;

  constructor(fetch: FetchRows, events: RowEvents) {
    this.#fetch = fetch;
    this.#events = events;
  }

  get total(): number {
    return this.#total;
  }

  /** Another object since the last folding: rows drawn before it have other numbers now. */
  get generation(): object {
    return this.#rows;
  }

  get(row: number): Row | undefined {
    return this.#rows.get(row);
  }

  /** Whether all of these rows have been answered, also those that could not be had. */
  has(from: number, to: number): boolean {
    for (let page = Math.floor(from / pageRows); page * pageRows < to; page++)
      if (!this.#rows.has(page, to)) return false;
    return true;
  }

  /** Takes the first rows as they came with the run. Nothing changes where they are those that are here. */
  begin(total: number, first: readonly Row[]): void {
    if (total === this.#total) return;
    this.#total = total;
    this.#rows = new Generation(first);
  }

  /** Says which rows are in view. Asks for those of them that are missing, and for the next in the direction of going. */
  want(first: number, last: number): void {
    const { lead } = this.#view;
    const direction = Math.sign(first - this.#view.first) || Math.sign(lead);
    this.#view = { first, last, lead: direction * Math.max(1, Math.abs(lead)) };
    const { pages } = this.#rows;
    for (let page = Math.floor(first / pageRows); page * pageRows < last; page++) {
      const rows = pages.get(page);
      if (pages.delete(page)) pages.set(page, rows);
    }
    this.#ask();
  }

  /** Forgets all rows, since a folding has moved them; answers to earlier calls are then ignored. */
  drop(total: number): void {
    this.#rows = new Generation();
    this.#total = total;
    this.#view = { ...this.#view, lead: 0 };
    this.#events.changed();
  }

  #ask(): void {
    const rows = this.#rows;
    const { lead, last } = this.#view;
    const edge = lead === 0 ? last : this.#total;
    const isMissing = (page: number) => !rows.pages.has(page) && !rows.has(page, edge);
    const view = { ...this.#view, total: this.#total };
    while (rows.calls < callsAtOnce) {
      const near = nextWindow({ ...view, lead: Math.sign(lead) }, isMissing);
      const far = this.#isFarNext ? nextWindow(view, isMissing) : undefined;
      const next = far ?? near;
      if (!next) return;
      this.#isFarNext = !this.#isFarNext;
      this.#load(rows, next);
    }
  }

  #load(
    rows: Generation,
    { from, count }: { readonly from: number; readonly count: number },
  ): void {
    const { first } = this.#view;
    const keep = (answered: readonly Row[] | undefined) => {
      for (let at = 0; at < count; at += pageRows)
        rows.pages.set((from + at) / pageRows, answered?.slice(at, at + pageRows));
    };
    const answer = (answered: readonly Row[]): boolean => {
      rows.calls--;
      keep(answered);
      if (rows !== this.#rows) return false;
      const moved = Math.abs(this.#view.first - first);
      this.#view.lead = Math.sign(this.#view.lead) * Math.max(1, moved);
      this.#forget();
      return true;
    };
    rows.calls++;
    keep(undefined);
    this.#fetch(from, count).then(
      result => {
        if (!answer(result.rows)) return;
        const isNews = result.total !== this.#total;
        this.#total = result.total;
        const isInView = from < this.#view.last && from + count > this.#view.first;
        if (isInView || isNews) this.#events.changed();
        this.#ask();
      },
      (reason: unknown) => {
        // Kept as empty: showing the failure draws anew, and that drawing must not ask again.
        if (answer([])) this.#events.failed(reason);
      },
    );
  }

  /** Drops the pages that were wanted longest ago. */
  #forget(): void {
    const { pages } = this.#rows;
    for (const [page, rows] of pages) {
      if (pages.size <= keptPages) return;
      if (rows !== undefined) pages.delete(page);
    }
  }
}
