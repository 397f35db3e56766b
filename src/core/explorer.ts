import { randomUUID } from 'node:crypto';
import type { Bodies } from './bodies';
import { findOperation } from './catalog/catalog';
import type { Operation } from './catalog/operation';
import { Emitter, type Event } from './event';
import { isSettled, type Exchange, type RefusalReason } from './exchange';
import type { History } from './history/history';
import { rowVersion, type HistoryRow } from './history/row';
import type { Draft } from './request/draft';
import { begin, buildWith, conclude, refusalOf, refuse } from './run';
import { limitsFor, type LimitSettings } from './transport/limits';
import { runAttempts } from './transport/retry';
import type { RetryBudget } from './transport/retryBudget';
import { operationClass, type RetrySettings } from './transport/retryPolicy';
import type { SharedLimits } from './transport/sharedLimits';
import type { Destination, Transport } from './transport/transport';
import type { World } from './transport/world';

export interface ExplorerParts {
  readonly world: World;
  readonly history: History;
  readonly bodies: Bodies;
  readonly shared: SharedLimits;
  readonly budget: RetryBudget;
  readonly window: { readonly pid: number; readonly id: string };
  /** Loads the engine on first use. */
  transport(): Promise<Transport>;
  /** Where a profile's requests go; starts the sandbox where that is needed. */
  destination(profile: string, operation: Operation): Promise<Destination | RefusalReason>;
  /** The origin as far as it is known without starting anything. */
  originOf(profile: string): string;
  /** What is known of a profile's wallet; nothing is sent to find it out. */
  balanceOf(profile: string): Exchange['balanceBefore'];
  settings(): { readonly retry: RetrySettings; readonly limits: LimitSettings };
  failed(failure: unknown): void;
}

export interface RunOptions {
  readonly profile: string;
  readonly signal?: AbortSignal | undefined;
  readonly wait?: World['wait'] | undefined;
  /** Of the run that this one repeats: the same intended action. */
  readonly idempotencyKey?: string | undefined;
  /** Told the exchange's id at once, before anything is sent. */
  readonly onStart?: ((exchange: Exchange) => void) | undefined;
}

interface Running {
  readonly controller: AbortController;
  readonly action: string;
  readonly done: Promise<Exchange>;
  sendNow?: () => void;
}

/** The spine: draft → request → exchange → diagnosis → published. */
export class Explorer {
  readonly #parts: ExplorerParts;
  readonly #changed: Emitter<Exchange>;
  readonly #running = new Map<string, Running>();

  constructor(parts: ExplorerParts) {
    this.#parts = parts;
    this.#changed = new Emitter(failure => parts.failed(failure));
  }

  get onDidChange(): Event<Exchange> {
    return this.#changed.event;
  }

  /** Resolves for every outcome; rejects only for a bug or an unknown operation. */
  async run(draft: Draft, options: RunOptions): Promise<Exchange> {
    const operation = findOperation(draft.operationId);
    if (!operation) throw new Error(`There is no operation "${draft.operationId}" in the catalog.`);
    const action = JSON.stringify([options.profile, draft]);
    const twin = [...this.#running.entries()].find(([, running]) => running.action === action);
    if (twin && operationClass(operation) !== 'free') {
      // A second press while the first still runs means the same action: never two charges.
      options.signal?.addEventListener('abort', () => twin[1].controller.abort(), { once: true });
      options.onStart?.(this.#parts.history.get(twin[0])?.exchange ?? (await twin[1].done));
      return twin[1].done;
    }
    const id = randomUUID();
    const controller = new AbortController();
    const stop = () => controller.abort();
    options.signal?.addEventListener('abort', stop, { once: true });
    if (options.signal?.aborted) stop();
    const done = this.#go(id, draft, operation, options, controller.signal).finally(() => {
      this.#running.delete(id);
      options.signal?.removeEventListener('abort', stop);
    });
    this.#running.set(id, { controller, action, done });
    return done;
  }

  async #go(
    id: string,
    draft: Draft,
    operation: Operation,
    options: RunOptions,
    signal: AbortSignal,
  ) {
    const { world, history, bodies, shared, budget } = this.#parts;
    const { profile } = options;
    const balanceBefore = this.#parts.balanceOf(profile);
    const facts = { id, profile, origin: this.#parts.originOf(profile), now: world.now() };
    const { files, ...kept } = draft;
    let row: HistoryRow = {
      version: rowVersion,
      exchange: { ...begin(draft, operation, facts), ...(balanceBefore && { balanceBefore }) },
      draft: kept,
      hadFiles: files !== undefined && Object.keys(files).length > 0,
      idempotencyKey: options.idempotencyKey ?? randomUUID(),
      owner: { pid: this.#parts.window.pid, window: this.#parts.window.id },
    };
    const save = () => history.record(row).catch(() => undefined); // history tells its own failures
    const publish = (exchange: Exchange) => {
      row = { ...row, exchange };
      void save();
      this.#changed.fire(exchange);
      return exchange;
    };
    options.onStart?.(row.exchange);
    publish(row.exchange);
    const refusal = refusalOf(draft, operation);
    if (refusal) return publish(refuse(row.exchange, refusal, operation));
    const destination = await this.#parts.destination(profile, operation);
    if (typeof destination === 'string')
      return publish(refuse(row.exchange, destination, operation));
    const url = row.exchange.url.replace(facts.origin, destination.origin);
    const built = buildWith(draft, operation, row.idempotencyKey);
    row = { ...row, idempotencyKey: built.idempotencyKey, exchange: { ...row.exchange, url } };
    const { retry, limits } = this.#parts.settings();
    const transport = await this.#parts.transport();
    const result = await runAttempts({
      request: built.request,
      operation,
      destination: watched(destination, () => {
        row = { ...row, exchange: { ...row.exchange, keyChanged: true } };
      }),
      // A run that may be charged is on disk before each of its attempts leaves: a crash must not lose it.
      transport: operationClass(operation) === 'free' ? transport : journalled(transport, save),
      settings: retry,
      limits: limitsFor(operation, draft, limits),
      shared,
      budget,
      world: options.wait ? { ...world, wait: options.wait } : world,
      signal,
      report: ({ attempts, outcome }) => {
        const exchange = { ...row.exchange, attempts, outcome };
        if (!isSettled(exchange)) publish(exchange);
      },
      onWait: controls => {
        const running = this.#running.get(id);
        if (running) running.sendNow = () => controls.sendNow();
      },
    });
    if (result.answer) bodies.keep(id, result.answer.content);
    const exchange = publish(conclude(row.exchange, result, operation));
    if (result.answer) this.#keepBody(id, result.answer.content.bytes);
    return exchange;
  }

  #keepBody(id: string, bytes: Uint8Array): void {
    const { history } = this.#parts;
    history.recordBody(id, bytes).catch((failure: unknown) => this.#parts.failed(failure));
  }

  /** Ends a run in whatever phase it is; nothing is sent afterwards. False where it is not running here. */
  cancel(id: string): boolean {
    const running = this.#running.get(id);
    running?.controller.abort();
    return running !== undefined;
  }

  /** Ends the wait before the next attempt. */
  sendNow(id: string): void {
    this.#running.get(id)?.sendNow?.();
  }

  /** Ids of the runs that are not settled, oldest first. */
  running(): readonly string[] {
    return [...this.#running.keys()];
  }

  /** Ends everything; resolves when every run has been told how it ended. */
  async dispose(): Promise<void> {
    for (const { controller } of this.#running.values()) controller.abort();
    await Promise.allSettled([...this.#running.values()].map(({ done }) => done));
    await this.#parts.history.flush();
  }
}

/** Tells when an attempt goes with another key than the one before it. The keys are compared here and kept nowhere. */
function watched(destination: Destination, changed: () => void): Destination {
  let before: string | undefined;
  return {
    ...destination,
    async credential() {
      const key = await destination.credential();
      if (before !== undefined && key !== before) changed();
      before = key;
      return key;
    },
  };
}

const journalled = (transport: Transport, save: () => Promise<void>): Transport => ({
  async send(...args) {
    const { signal } = args[2];
    await Promise.race([save(), aborted(signal)]);
    return transport.send(...args);
  },
  close: () => transport.close(),
});

/** A disk that hangs must not keep a run from being cancelled; the transport sends nothing once it is. */
const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
