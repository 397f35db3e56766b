import { randomUUID } from 'node:crypto';
import { Admission } from './run/admission';
import { findOperation } from './catalog/catalog';
import type { Operation } from './catalog/operation';
import { Emitter, type Event } from './common/event';
import { isSettled, type Exchange, type Outcome } from './exchange';
import type { ExplorerParts, RunOptions } from './run/explorerParts';
import type { Draft } from './request/draft';
import { Progress } from './run/progress';
import { keyErrors, withKeysMarked, withoutCredentials } from './request/keyErrors';
import { joinRun } from './run/joinRun';
import { Leaving } from './run/leaving';
import { emptyDraft, endOf, noOperation } from './run/unbegun';
import { orAbsent } from './common/orAbsent';
import { journalled, unlessAborted, watched } from './run/guardedTransport';
import { beginRun } from './run/beginRun';
import { buildWith, conclude, endUnsent, faulted, refusalOf, refuse } from './run/conclude';
import { RunRecord } from './run/runRecord';
import { actionOf, type Running } from './run/runningRuns';
import { hasKeyForm, isBilled } from './keys/apiKey';
import { limitsFor } from './transport/limits';
import { runAttempts } from './retry/retry';
import { operationClass } from './retry/retryPolicy';

const never = new AbortController().signal;
const unsent: Outcome = { kind: 'cancelled', sent: false };

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

  /**
   * Resolves for every outcome, a fault of our own included; rejects only for an unknown operation. Resolves with an
   * earlier run where its answer is taken instead.
   */
  async run(given: Draft, asked: RunOptions): Promise<Exchange> {
    const { keys, failed } = this.#parts;
    const operation = findOperation(given.operationId);
    if (!operation) throw new Error(noOperation(given.operationId));
    const onStart = (exchange: Exchange) => orAbsent(() => asked.onStart?.(exchange), failed);
    const options = { ...asked, onStart };
    try {
      // By the account at the press: while the keys are read, it may become another one.
      const account = this.#parts.accountOf(options.profile);
      const action = actionOf(given, operation, options.profile, account);
      const ready = await unlessAborted(options.signal ?? never, keys.ready());
      if (this.#closing) return this.#unbegun(operation, options, true);
      // Nobody knows yet what of it is a key, so none of it is kept.
      if (ready === 'aborted' && !keys.isReady) return this.#unbegun(operation, options);
      return await this.#start(given, operation, options, action);
    } catch (fault) {
      failed(fault);
      const draft = emptyDraft(operation);
      const record = this.#record(this.#unbegun(operation, options), draft, operation, options);
      const facts = { draft, operation, priceOf: () => undefined, failed };
      return record.publish(faulted(record.exchange, new Leaving(), facts));
    }
  }

  /** A run of which nothing is kept. */
  #unbegun(operation: Operation, { profile }: RunOptions, wasCutOff = false): Exchange {
    const exchange = beginRun(this.#parts, randomUUID(), emptyDraft(operation), operation, profile);
    const kind = wasCutOff ? 'interrupted' : 'cancelled';
    return { ...exchange, outcome: { kind, sent: false } };
  }

  #start(
    given: Draft,
    operation: Operation,
    options: RunOptions,
    action: string | undefined,
  ): Exchange | Promise<Exchange> {
    const { keys } = this.#parts;
    const draft = withoutCredentials(given);
    if (keyErrors(given, keys).length > 0)
      return this.#refuseKey(withKeysMarked(draft, keys), operation, options);
    const twin = action && [...this.#running.values()].find(running => running.action === action);
    if (twin) {
      const now = (id: string) => this.#parts.history.get(id)?.exchange;
      return joinRun(twin, operation, options, {
        unbegun: () => this.#unbegun(operation, options),
        now,
      });
    }
    const controller = new AbortController();
    const stop = () => controller.abort();
    options.signal?.addEventListener('abort', stop, { once: true });
    if (options.signal?.aborted) stop();
    const id = randomUUID();
    let tell: (exchange: Exchange) => void = () => undefined;
    const started = new Promise<Exchange>(resolve => (tell = resolve));
    const onStart = (exchange: Exchange) => {
      tell(exchange);
      options.onStart?.(exchange);
    };
    const done = this.#carryOut(id, draft, operation, { ...options, onStart }, controller).finally(
      () => {
        this.#running.delete(id);
        options.signal?.removeEventListener('abort', stop);
      },
    );
    this.#running.set(id, { controller, action, started, done });
    return done;
  }

  /** @param draft without the key: what is told and kept of the run never had it */
  #refuseKey(draft: Draft, operation: Operation, options: RunOptions): Exchange {
    const exchange = beginRun(this.#parts, randomUUID(), draft, operation, options.profile);
    const record = this.#record(exchange, draft, operation, options);
    const { failed } = this.#parts;
    const priceOf = (id: string) => this.#parts.priceOf(options.profile, id);
    const asked = { draft, operation, priceOf, failed };
    return record.publish(refuse(record.exchange, 'keyInRequest', asked));
  }

  async #carryOut(
    id: string,
    draft: Draft,
    operation: Operation,
    options: RunOptions,
    controller: AbortController,
  ): Promise<Exchange> {
    const { signal } = controller;
    const begun = () => beginRun(this.#parts, id, draft, operation, options.profile);
    const begin = () => this.#record(begun(), draft, operation, options);
    const repeating = options.repeating ?? 'ask';
    const leaving = new Leaving();
    let record: RunRecord | undefined;
    try {
      const offered =
        operationClass(operation) === 'free' || repeating === 'send'
          ? 'none'
          : await unlessAborted(signal, this.#parts.offerKept(begun(), draft, repeating, signal));
      if (typeof offered !== 'string') {
        options.onStart?.(offered);
        return offered;
      }
      record = begin();
      return await this.#go(record, draft, operation, options, controller, offered, leaving);
    } catch (fault) {
      const { failed } = this.#parts;
      failed(fault);
      record ??= begin();
      const asked = { draft, operation, priceOf: () => undefined, failed };
      return record.publish(faulted(record.exchange, leaving, asked));
    }
  }

  #record(exchange: Exchange, draft: Draft, operation: Operation, options: RunOptions): RunRecord {
    const { idempotencyKey, after, onStart } = options;
    const { history, window } = this.#parts;
    const record = new RunRecord(
      exchange,
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
    decided: 'none' | 'send' | 'nothing' | 'aborted',
    leaving: Leaving,
  ): Promise<Exchange> {
    const { world, bodies, shared, budget, failed } = this.#parts;
    const { signal } = controller;
    let unbilled = false;
    const priceOf = (id: string) =>
      unbilled ? 'notBilled' : this.#parts.priceOf(options.profile, id);
    const asked = { draft, operation, priceOf, failed };
    const refusal = refusalOf(draft, operation);
    if (refusal) return record.publish(refuse(record.exchange, refusal, asked));
    if (decided === 'nothing')
      return record.publish(refuse(record.exchange, 'notConfirmed', asked));
    // Neither a keyring nor a sandbox that hangs may keep a run from being cancelled.
    const ready = await unlessAborted(signal, this.#ready(operation, options.profile));
    const leave = () =>
      record.publish(
        endUnsent(
          record.exchange,
          endOf(unsent, { isClosing: this.#closing, keyGone: false }),
          asked,
        ),
      );
    if (ready === 'aborted') return leave();
    if (typeof ready === 'string') return record.publish(refuse(record.exchange, ready, asked));
    const { destination } = ready;
    const transport = leaving.watch(ready.transport);
    unbilled = destination.unbilled === true;
    const { request, idempotencyKey } = buildWith(draft, operation, record.idempotencyKey);
    record.address(destination.origin, idempotencyKey);
    const money = { guard: this.#parts, record, draft, destination, signal };
    const admission = new Admission(money, decided === 'send');
    const admitted = await unlessAborted(signal, admission.begin());
    if (admitted === 'aborted') return leave();
    if (!admitted) return record.publish(refuse(record.exchange, 'notConfirmed', asked));
    const { retry, limits } = this.#parts.settings();
    let keyGone = false;
    const progress = new Progress();
    const result = await runAttempts({
      request,
      operation,
      admission,
      destination: watched(destination, (key, before) => {
        unbilled = !isBilled(key, destination);
        if (key === undefined) {
          keyGone = true;
          controller.abort();
        } else record.keySeen({ changed: before !== undefined, malformed: !hasKeyForm(key) });
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
        progress.restart();
        const exchange = { ...record.exchange, attempts, outcome };
        if (!isSettled(exchange)) record.publish(exchange);
      },
      onProgress: bytes => {
        const received = progress.take(bytes, world.monotonic());
        if (received && !signal.aborted) record.progress(received);
      },
      onWait: controls => {
        const running = this.#running.get(record.exchange.id);
        if (running) running.sendNow = () => controls.sendNow();
      },
    });
    const { id } = record.exchange;
    if (result.answer) bodies.keep(id, result.answer.content);
    const ended = {
      ...result,
      outcome: endOf(result.outcome, { isClosing: this.#closing, keyGone }),
    };
    const exchange = record.publish(await conclude(record.exchange, ended, asked));
    // The run has ended and is told: what fails from here on changes nothing of that.
    orAbsent(() => result.answer && record.keepBody(result.answer.content.bytes, failed), failed);
    return exchange;
  }

  async #ready(operation: Operation, profile: string) {
    const destination = await this.#parts.destination(profile, operation);
    if (typeof destination === 'string') return destination;
    return { destination, transport: await this.#parts.transport() };
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
