import { findOperation } from './catalog/catalog';
import type { Operation } from './catalog/operation';
import { Emitter, type Event } from './common/event';
import { orAbsent } from './common/orAbsent';
import { timedId } from './common/timedId';
import type { Exchange } from './exchange';
import type { Draft } from './request/draft';
import { keyErrors, withKeysMarked, withoutCredentials } from './request/keyErrors';
import { CarriedRun } from './run/carryOut';
import type { ExplorerParts, RunOptions } from './run/explorerParts';
import { joinRun } from './run/joinRun';
import { actionOf, RunningRuns, type Action } from './run/runningRuns';
import { emptyDraft, noOperation, unbegun } from './run/unbegun';
import { unlessAborted } from './common/unlessAborted';

const never = new AbortController().signal;

/** Starts, joins and ends runs; {@link CarriedRun} takes each from draft to diagnosis. Each change is published. */
export class Explorer {
  readonly #parts: ExplorerParts;
  readonly #changed: Emitter<Exchange>;
  readonly #running = new RunningRuns();
  #isClosing = false;

  constructor(parts: ExplorerParts) {
    this.#parts = parts;
    this.#changed = new Emitter(failure => parts.failed(failure));
  }

  get onDidChange(): Event<Exchange> {
    return this.#changed.event;
  }

  /**
   * Resolves for every outcome, even after a fault of our own; rejects only for an unknown operation. Resolves with an
   * earlier run if its kept answer is taken instead.
   */
  async run(draft: Draft, asked: RunOptions): Promise<Exchange> {
    const { failed } = this.#parts;
    const operation = findOperation(draft.operationId);
    if (!operation) throw new Error(noOperation(draft.operationId));
    const onStart = (exchange: Exchange) => orAbsent(() => asked.onStart?.(exchange), failed);
    const options = { ...asked, onStart };
    try {
      return await this.#run(draft, operation, options);
    } catch (fault) {
      return this.#carried(emptyDraft(operation), operation, options).fail(fault);
    }
  }

  async #run(draft: Draft, operation: Operation, options: RunOptions): Promise<Exchange> {
    const { keys } = this.#parts;
    // By the account at the press: while the keys are read, it may become another one.
    const account = this.#parts.accountOf(options.profile);
    const action = actionOf(draft, operation, options.profile, account);
    const ready = keys.isReady || (await unlessAborted(options.signal ?? never, keys.ready()));
    if (this.#isClosing) return unbegun(this.#parts, operation, options, 'interrupted');
    // The keys are not known yet, so any part of the draft may be one: nothing of it is kept.
    if (ready === 'aborted' && !keys.isReady)
      return unbegun(this.#parts, operation, options, 'cancelled');
    const keyless = withoutCredentials(draft);
    if (keyErrors(draft, keys).length === 0)
      return this.#startOrJoin(keyless, operation, options, action);
    return this.#carried(withKeysMarked(keyless, keys), operation, options).refuse('keyInRequest');
  }

  #startOrJoin(
    draft: Draft,
    operation: Operation,
    options: RunOptions,
    action: Action,
  ): Promise<Exchange> {
    const twin = this.#running.twinOf(action);
    if (twin)
      return joinRun(twin, operation, options, {
        unbegun: () => unbegun(this.#parts, operation, options, 'cancelled'),
        now: id => this.#parts.history.get(id)?.exchange,
      });
    const id = timedId(this.#parts.world);
    return this.#running.start(id, action, options, (own, controller) =>
      this.#carried(draft, operation, own, { id, controller }).carryOut(),
    );
  }

  /** @param draft holds no key: it is published and kept as it is */
  #carried(
    draft: Draft,
    operation: Operation,
    options: RunOptions,
    { id, controller } = { id: timedId(this.#parts.world), controller: new AbortController() },
  ): CarriedRun {
    return new CarriedRun({ id, draft, operation, options, controller }, this.#parts, {
      isClosing: () => this.#isClosing,
      tell: exchange => this.#changed.fire(exchange),
      onWait: controls => this.#running.onWait(id, () => controls.sendNow()),
    });
  }

  /** Ends a run in any phase; nothing is sent afterwards. False if it is not running in this window. */
  cancel(id: string): boolean {
    return this.#running.cancel(id);
  }

  /** Ends the wait before the next attempt. */
  sendNow(id: string): void {
    this.#running.sendNow(id);
  }

  /** Ids of the runs that are not settled, oldest first. */
  running(): readonly string[] {
    return this.#running.ids();
  }

  /** Cancels all runs; resolves when each has ended and history is closed. */
  async dispose(): Promise<void> {
    this.#isClosing = true;
    await this.#running.endAll();
    await this.#parts.history.close();
  }
}
