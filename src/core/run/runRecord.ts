import { isSettled, type Exchange } from '../exchange';
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
  /** The row is on disk with the entry of the ledger. */
  #isInLedger = false;
  /** Nothing but its beginning was told so far: what the ledger has of it is all there is. */
  #isNew = true;
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
    const { history } = this.#outlets;
    this.#row = { ...this.#row, exchange };
    this.#published = exchange;
    const isTried = exchange.attempts.length > 0;
    if (isTried || exchange.outcome.kind !== 'running') this.#isNew = false;
    // Before the first attempt nothing is spent, and the row is written before that attempt leaves.
    if (this.isFree || !isTried) history.recordLater(this.#row);
    // After a loss of power, the row that the ledger has stands in for one that was not written out.
    else if (this.#isInLedger && isSettled(exchange)) history.recordEnd(this.#row);
    else if (this.#isInLedger && exchange.outcome.kind !== 'running')
      history.recordFast(this.#row).catch(() => undefined);
    else void this.save();
    this.#outlets.tell(exchange);
    return exchange;
  }

  /** The row to keep with the entry of the ledger; undefined once there may be another state of it on disk. */
  get rowForLedger(): HistoryRow | undefined {
    return this.#isNew ? this.#row : undefined;
  }

  /** The ledger has this row on disk. */
  isInLedger(): void {
    this.#isInLedger = true;
  }

  /** Resolves with whether the run is on disk as one that is on its way. */
  saved(): Promise<boolean> {
    return this.#isInLedger && this.#isNew ? Promise.resolve(true) : this.save();
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
    if (this.isFree || this.#isInLedger) history.recordBodyLater(id, bytes);
    else history.recordBody(id, bytes).catch(failed);
  }

  /** Sets the real origin, since the sandbox has an address only once it runs. */
  address(origin: string, idempotencyKey: string): void {
    const { exchange } = this.#row;
    const isMoved = !exchange.url.startsWith(`${origin}/`);
    const there = isMoved ? { ...exchange, url: moved(exchange.url, origin) } : exchange;
    if (isMoved || idempotencyKey !== this.#row.idempotencyKey) this.#isNew = false;
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
    if (unbilled.length > 0) this.#isNew = false;
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
    // What a later balance says is not about a run that another key was used for.
    if (changed) this.#isNew = false;
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
