import type { Exchange } from '../exchange';
import type { History } from '../history/history';
import { rowVersion, type HistoryRow } from '../history/row';
import type { Draft } from '../request/draft';

interface Origin {
  readonly draft: Draft;
  readonly window: { readonly pid: number; readonly id: string };
  readonly idempotencyKey: string;
  readonly after: string | undefined;
}

interface Outlets {
  readonly history: History;
  /** The row of a free run is written with a delay; a crash may lose it. */
  readonly isFree: boolean;
  tell(exchange: Exchange): void;
}

/** The latest state of one run; each is kept in history and published to the listeners. */
export class RunRecord {
  readonly isFree: boolean;
  readonly #outlets: Outlets;
  #row: HistoryRow;
  #published: Exchange | undefined;

  constructor(exchange: Exchange, origin: Origin, outlets: Outlets) {
    const { draft, window, idempotencyKey, after } = origin;
    const { files, ...kept } = draft;
    this.isFree = outlets.isFree;
    this.#outlets = outlets;
    this.#row = {
      version: rowVersion,
      exchange,
      draft: kept,
      hadFiles: files !== undefined && Object.keys(files).length > 0,
      idempotencyKey,
      ...(after !== undefined && { after }),
      owner: { pid: window.pid, window: window.id },
    };
  }

  get exchange(): Exchange {
    return this.#row.exchange;
  }

  /** Nothing has been noted since the latest state was published. */
  get isPublished(): boolean {
    return this.exchange === this.#published;
  }

  get idempotencyKey(): string {
    return this.#row.idempotencyKey;
  }

  publish(exchange: Exchange): Exchange {
    this.#row = { ...this.#row, exchange };
    this.#published = exchange;
    // Before the first attempt nothing is spent, and the row is written before that attempt leaves.
    if (this.isFree || exchange.attempts.length === 0) this.#outlets.history.recordLater(this.#row);
    else void this.save();
    this.#outlets.tell(exchange);
    return exchange;
  }

  /** Publishes download progress, which is not kept. */
  progress(received: { readonly bytes: number; readonly ms: number }): void {
    const { exchange } = this.#row;
    if (exchange.outcome.kind !== 'running') return;
    this.#outlets.tell({ ...exchange, outcome: { kind: 'running', received } });
  }

  /** Resolves with whether the latest state is on disk; history reports its own failures. */
  save(): Promise<boolean> {
    return this.#outlets.history.record(this.#row).then(
      () => true,
      () => false,
    );
  }

  /** Keeps the body beside the row; a failed write is reported. */
  keepBody(bytes: Uint8Array, failed: (failure: unknown) => void): void {
    const { history } = this.#outlets;
    const { id } = this.exchange;
    if (this.isFree) history.recordBodyLater(id, bytes);
    else history.recordBody(id, bytes).catch(failed);
  }

  /** Sets the real origin, since the sandbox has an address only once it runs. */
  address(origin: string, idempotencyKey: string): void {
    const { exchange } = this.#row;
    const isMoved = !exchange.url.startsWith(`${origin}/`);
    const there = isMoved ? { ...exchange, url: moved(exchange.url, origin) } : exchange;
    this.#row = { ...this.#row, idempotencyKey, exchange: there };
  }

  /**
   * Notes the kind of key of the next attempt. An attempt may read the key twice, and find one of another kind.
   * @param nth how many attempts went before it
   */
  keyKind(nth: number, kind: 'billed' | 'unbilled'): void {
    const { unbilled: before = [], ...exchange } = this.#row.exchange;
    if (before.includes(nth) === (kind === 'unbilled')) return;
    const unbilled = kind === 'unbilled' ? [...before, nth] : before.filter(each => each !== nth);
    this.#row = {
      ...this.#row,
      exchange: { ...exchange, ...(unbilled.length > 0 && { unbilled }) },
    };
  }

  /** Notes facts about the key; nothing of the key itself is kept. */
  keySeen({
    changed,
    malformed,
  }: {
    readonly changed: boolean;
    readonly malformed: boolean;
  }): void {
    const { keyMalformed: before = false, ...exchange } = this.#row.exchange;
    if (!changed && malformed === before) return;
    this.#row = {
      ...this.#row,
      exchange: {
        ...exchange,
        ...(changed && { keyChanged: true }),
        ...(malformed && { keyMalformed: true }),
      },
    };
  }
}

function moved(url: string, origin: string): string {
  const { pathname, search } = new URL(url);
  return origin + pathname + search;
}
