import { randomUUID } from 'node:crypto';
import type { Bodies } from './bodies';
import { findOperation } from './catalog/catalog';
import type { Operation } from './catalog/operation';
import { Emitter, type Event } from './event';
import { isSettled, type Exchange, type Outcome, type RefusalReason } from './exchange';
import type { History } from './history/history';
import type { Draft } from './request/draft';
import { journalled, unlessAborted, watched } from './guards';
import { begin, buildWith, cancel, conclude, refusalOf, refuse } from './run';
import { RunRecord } from './runRecord';
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
  /** Whether a run that may cost something may be sent; asks the person where it is over a limit. */
  admit(exchange: Exchange, draft: Draft, signal: AbortSignal): Promise<boolean>;
  settings(): { readonly retry: RetrySettings; readonly limits: LimitSettings };
  failed(failure: unknown): void;
}

export interface RunOptions {
  readonly profile: string;
  readonly signal?: AbortSignal | undefined;
  readonly wait?: World['wait'] | undefined;
  /** Of the run that this one repeats: the same intended action. */
  readonly idempotencyKey?: string | undefined;
  /** The run that this one came of, by a remedy or sent again. */
  readonly after?: string | undefined;
  /** ISO 8601: it waits until then, visibly, and is sent at once where that has passed. */
  readonly notBefore?: string | undefined;
  /** Told the exchange's id at once, before anything is sent. */
  readonly onStart?: ((exchange: Exchange) => void) | undefined;
}

interface Running {
  readonly controller: AbortController;
  /** What is sent to whom, of a run that is never to be made twice at a time. */
  readonly action: string | undefined;
  readonly done: Promise<Exchange>;
  sendNow?: () => void;
}

/** The spine: draft → request → exchange → diagnosis → published. */
export class Explorer {
  readonly #parts: ExplorerParts;
  readonly #changed: Emitter<Exchange>;
  readonly #running = new Map<string, Running>();
  #closing = false;

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
    const isFree = operationClass(operation) === 'free';
    const action = isFree ? undefined : JSON.stringify([options.profile, draft]);
    const twin =
      action && [...this.#running.entries()].find(([, running]) => running.action === action);
    if (twin) {
      // A second press while the first still runs means the same action: never two charges.
      const [id, { done }] = twin;
      options.onStart?.(this.#parts.history.get(id)?.exchange ?? (await done));
      return done;
    }
    const controller = new AbortController();
    const stop = () => controller.abort();
    options.signal?.addEventListener('abort', stop, { once: true });
    if (options.signal?.aborted) stop();
    const record = this.#begin(draft, operation, options);
    const { id } = record.exchange;
    const done = this.#go(record, draft, operation, options, controller)
      .catch((fault: unknown) => {
        // A bug, yet the run has to end: an unsettled row could never be cleared.
        record.publish({ ...record.exchange, outcome: { kind: 'interrupted', sent: true } });
        throw fault;
      })
      .finally(() => {
        this.#running.delete(id);
        options.signal?.removeEventListener('abort', stop);
      });
    this.#running.set(id, { controller, action, done });
    return done;
  }

  #begin(draft: Draft, operation: Operation, options: RunOptions) {
    const { profile, idempotencyKey, after, onStart } = options;
    const { world, history, window } = this.#parts;
    const balanceBefore = this.#parts.balanceOf(profile);
    const origin = this.#parts.originOf(profile);
    const facts = { id: randomUUID(), profile, origin, now: world.now() };
    const exchange = begin(draft, operation, facts);
    const record = new RunRecord(
      { ...exchange, ...(balanceBefore && { balanceBefore }) },
      { draft, window, idempotencyKey: idempotencyKey ?? randomUUID(), after },
      { history, isFree: operationClass(operation) === 'free', tell: e => this.#changed.fire(e) },
    );
    onStart?.(record.exchange);
    record.publish(record.exchange);
    return record;
  }

  async #go(
    record: RunRecord,
    draft: Draft,
    operation: Operation,
    options: RunOptions,
    controller: AbortController,
  ): Promise<Exchange> {
    const { world, bodies, shared, budget } = this.#parts;
    const { signal } = controller;
    const asked = { draft, operation };
    const refusal = refusalOf(draft, operation);
    if (refusal) return record.publish(refuse(record.exchange, refusal, asked));
    // Neither a keyring nor a sandbox that hangs may keep a run from being cancelled.
    const ready = await unlessAborted(signal, this.#ready(operation, options.profile));
    if (ready === 'aborted') return record.publish(cancel(record.exchange, asked));
    if (typeof ready === 'string') return record.publish(refuse(record.exchange, ready, asked));
    const { destination, transport } = ready;
    const { request, idempotencyKey } = buildWith(draft, operation, record.idempotencyKey);
    record.address(destination.origin, idempotencyKey);
    const admitted =
      record.isFree ||
      (await unlessAborted(signal, this.#parts.admit(record.exchange, draft, signal)));
    if (admitted === 'aborted') return record.publish(cancel(record.exchange, asked));
    if (!admitted) return record.publish(refuse(record.exchange, 'notConfirmed', asked));
    const { retry, limits } = this.#parts.settings();
    let keyGone = false;
    const result = await runAttempts({
      request,
      operation,
      destination: watched(destination, key => {
        if (key === undefined) {
          keyGone = true;
          controller.abort();
        } else record.keyChanged();
      }),
      // A run that may be charged is on disk before each of its attempts leaves: a crash must not lose it.
      transport: record.isFree ? transport : journalled(transport, () => record.save()),
      settings: retry,
      limits: limitsFor(operation, draft, limits),
      shared,
      budget,
      world: options.wait ? { ...world, wait: options.wait } : world,
      signal,
      notBefore: options.notBefore === undefined ? undefined : Date.parse(options.notBefore),
      report: ({ attempts, outcome }) => {
        const exchange = { ...record.exchange, attempts, outcome };
        if (!isSettled(exchange)) record.publish(exchange);
      },
      onWait: controls => {
        const running = this.#running.get(record.exchange.id);
        if (running) running.sendNow = () => controls.sendNow();
      },
    });
    const { id } = record.exchange;
    if (result.answer) bodies.keep(id, result.answer.content);
    const ended = { ...result, outcome: this.#endOf(result.outcome, keyGone) };
    const exchange = record.publish(conclude(record.exchange, ended, asked));
    if (result.answer) this.#keepBody(id, result.answer.content.bytes, record.isFree);
    return exchange;
  }

  async #ready(operation: Operation, profile: string) {
    const destination = await this.#parts.destination(profile, operation);
    if (typeof destination === 'string') return destination;
    return { destination, transport: await this.#parts.transport() };
  }

  /** A signal only says that a run was ended; why, this knows. */
  #endOf(outcome: Outcome, keyGone: boolean): Outcome {
    if (outcome.kind !== 'cancelled') return outcome;
    if (this.#closing) return { kind: 'interrupted', sent: outcome.sent };
    return keyGone && !outcome.sent ? { kind: 'refused', reason: 'noKey' } : outcome;
  }

  #keepBody(id: string, bytes: Uint8Array, isFree: boolean): void {
    const { history } = this.#parts;
    if (isFree) history.recordBodyLater(id, bytes);
    else history.recordBody(id, bytes).catch((failure: unknown) => this.#parts.failed(failure));
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
    this.#closing = true;
    for (const { controller } of this.#running.values()) controller.abort();
    await Promise.allSettled([...this.#running.values()].map(({ done }) => done));
    await this.#parts.history.close();
  }
}
