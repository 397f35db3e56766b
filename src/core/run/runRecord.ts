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
  /** A free read may be lost in a crash; it is written behind. */
  readonly isFree: boolean;
  tell(exchange: Exchange): void;
}

/** One run as it moves on: its latest state, kept in history and told to the listeners. */
export class RunRecord {
  readonly isFree: boolean;
  readonly #outlets: Outlets;
  #row: HistoryRow;

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

  get idempotencyKey(): string {
    return this.#row.idempotencyKey;
  }

  publish(exchange: Exchange): Exchange {
    this.#row = { ...this.#row, exchange };
    // Before its first attempt nothing is spent, and the journal is written before that leaves.
    if (this.isFree || exchange.attempts.length === 0) this.#outlets.history.recordLater(this.#row);
    else void this.save();
    this.#outlets.tell(exchange);
    return exchange;
  }

  /** How an answer comes in: of interest while it does, and to nobody afterwards. */
  progress(received: { readonly bytes: number; readonly ms: number }): void {
    const { exchange } = this.#row;
    if (exchange.outcome.kind !== 'running') return;
    this.#outlets.tell({ ...exchange, outcome: { kind: 'running', received } });
  }

  /** Whether the latest state is on disk now; history tells its own failures. */
  save(): Promise<boolean> {
    return this.#outlets.history.record(this.#row).then(
      () => true,
      () => false,
    );
  }

  /** Beside the row; a disk that refuses is told of. */
  keepBody(bytes: Uint8Array, failed: (failure: unknown) => void): void {
    const { history } = this.#outlets;
    const { id } = this.exchange;
    if (this.isFree) history.recordBodyLater(id, bytes);
    else history.recordBody(id, bytes).catch(failed);
  }

  /** Where it really goes: the sandbox has its address only once it runs. */
  address(origin: string, idempotencyKey: string): void {
    const { exchange } = this.#row;
    const url = exchange.url.startsWith(`${origin}/`) ? exchange.url : moved(exchange.url, origin);
    this.#row = { ...this.#row, idempotencyKey, exchange: { ...exchange, url } };
  }

  /**
   * Of the attempt that comes next: it may have looked for a key before and found one of another kind.
   * @param nth how many attempts went before it
   */
  keyKind(nth: number, kind: 'billed' | 'unbilled'): void {
    const { unbilled: before = [], ...exchange } = this.#row.exchange;
    const others = before.filter(each => each !== nth);
    const unbilled = kind === 'unbilled' ? [...others, nth] : others;
    this.#row = {
      ...this.#row,
      exchange: { ...exchange, ...(unbilled.length > 0 && { unbilled }) },
    };
  }

  /** Of the key itself nothing is kept. */
  keySeen({
    changed,
    malformed,
  }: {
    readonly changed: boolean;
    readonly malformed: boolean;
  }): void {
    const { keyMalformed: _, ...exchange } = this.#row.exchange;
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
