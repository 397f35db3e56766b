import { randomUUID } from 'node:crypto';
import { unlessAborted } from '../common/unlessAborted';
import { orAbsent } from '../common/orAbsent';
import type { SpendDecision } from '../credits/spendQuestion';
import type { Exchange, Outcome, RefusalReason } from '../exchange';
import { isBilled } from '../keys/apiKey';
import type { RunResult } from '../retry/retry';
import { operationClass } from '../catalog/operationClass';
import type { HttpRequest } from '../transport/httpRequest';
import type { Destination } from '../transport/transport';
import { abortedOutcome } from './abortedOutcome';
import type { AskedRun, RunOutlets } from './askedRun';
import { beginRun } from './beginRun';
import {
  buildWith,
  conclude,
  endUnsent,
  faulted,
  refusalOf,
  refuse,
  type RunFacts,
} from './conclude';
import type { ExplorerParts } from './explorerParts';
import { Leaving } from './leaving';
import { RunRecord } from './runRecord';
import { sendAttempts, type Place } from './sendAttempts';

const unsent: Outcome = { kind: 'cancelled', sent: false };
const nothingTaken: SpendDecision = { kind: 'send', isCounted: false };

/**
 * Carries one run through its hops, in one direction: check → decide → reach → build → exchange → conclude. Its record
 * publishes and keeps each state.
 */
export class CarriedRun {
  readonly #run: AskedRun;
  readonly #parts: ExplorerParts;
  readonly #outlets: RunOutlets;
  readonly #signal: AbortSignal;
  readonly #leaving = new Leaving();
  #begun: RunRecord | undefined;
  /** The key in use is not charged. */
  #isUnbilled = false;
  #isKeyGone = false;

  constructor(run: AskedRun, parts: ExplorerParts, outlets: RunOutlets) {
    this.#run = run;
    this.#parts = parts;
    this.#outlets = outlets;
    this.#signal = run.controller.signal;
  }

  /**
   * Resolves for every outcome, even a fault of our own, or with an earlier run if its kept answer is taken instead.
   */
  async carryOut(): Promise<Exchange> {
    try {
      return await this.#hops();
    } catch (fault) {
      return this.fail(fault);
    }
  }

  async #hops(): Promise<Exchange> {
    const { operation, options } = this.#run;
    const isFree = operationClass(operation) === 'free';
    // The row begins here, unless a kept answer may still replace the whole run.
    if (isFree || options.repeating === 'send') this.#record();
    const refusal = this.#check();
    if (refusal) return this.refuse(refusal);
    const decision = isFree ? nothingTaken : await this.#decide();
    if (decision === 'aborted') return this.#leave();
    if (decision.kind === 'kept') return this.#takeKept(decision.exchange);
    if (decision.kind === 'refused') return this.refuse('notConfirmed');
    if (decision.hasRow) this.#record().isInLedger();
    const place = await this.#reach();
    if (place === 'aborted') return this.#leave();
    if (typeof place === 'string') return this.refuse(place);
    const request = this.#build(place.destination);
    return this.#conclude(await this.#exchange(place, request, decision.isCounted));
  }

  /** Why the draft cannot be sent at all, if so. */
  #check(): RefusalReason | undefined {
    return refusalOf(this.#run.draft, this.#run.operation);
  }

  /** The guard's decision: send, kept or refused. The guard may ask the person. */
  #decide(): Promise<SpendDecision | 'aborted'> {
    const { draft, options } = this.#run;
    const decision = this.#parts.guard.decide({
      exchange: this.#exchangeNow(),
      draft,
      signal: this.#signal,
      repeating: options.repeating ?? 'ask',
      fixedRun: options.fixedRun,
      row: () => this.#record().rowForLedger,
      begins: () => void this.#record(),
      asks: () => this.#showQuestion(),
    });
    return unlessAborted(this.#signal, decision);
  }

  #showQuestion(): void {
    if (this.#signal.aborted) return;
    const record = this.#record();
    record.publish({ ...record.exchange, outcome: { kind: 'asking' } });
  }

  /** Finds destination and transport. The run can be cancelled even while the keyring or the sandbox hangs. */
  #reach(): Promise<Place | RefusalReason | 'aborted'> {
    this.#record();
    const ready = async () => {
      const { operation, options } = this.#run;
      const destination = await this.#parts.destination(options.profile, operation);
      if (typeof destination === 'string') return destination;
      return { destination, transport: await this.#parts.transport() };
    };
    return unlessAborted(this.#signal, ready());
  }

  #build({ origin, unbilled }: Destination): HttpRequest {
    const { draft, operation } = this.#run;
    const record = this.#record();
    this.#isUnbilled = unbilled === true;
    const { request, idempotencyKey } = buildWith(draft, operation, record.idempotencyKey);
    record.address(origin, idempotencyKey);
    return request;
  }

  #exchange(place: Place, request: HttpRequest, isCounted: boolean): Promise<RunResult> {
    return sendAttempts(request, place, isCounted, {
      run: this.#run,
      parts: this.#parts,
      record: this.#record(),
      leaving: this.#leaving,
      keySeen: key => this.#keySeen(key, place.destination),
      onWait: controls => this.#outlets.onWait(controls),
    });
  }

  #keySeen(key: string | undefined, destination: Destination): void {
    this.#isUnbilled = !isBilled(key, destination);
    if (key !== undefined) return;
    this.#isKeyGone = true;
    this.#run.controller.abort();
  }

  async #conclude(result: RunResult): Promise<Exchange> {
    const { bodies, failed } = this.#parts;
    const record = this.#record();
    const { answer } = result;
    if (answer) bodies.keep(this.#run.id, answer.content);
    const ended = { ...result, outcome: this.#endOf(result.outcome) };
    const exchange = record.publish(await conclude(record.exchange, ended, this.#facts()));
    // The run has ended and is published: a later failure must not change that.
    orAbsent(() => answer && record.keepBody(answer.content.bytes, failed), failed);
    return exchange;
  }

  #takeKept(exchange: Exchange): Exchange {
    this.#run.options.onStart?.(exchange);
    return exchange;
  }

  /** Ends the run unsent. */
  refuse(reason: RefusalReason): Exchange {
    const record = this.#record();
    return record.publish(refuse(record.exchange, reason, this.#facts()));
  }

  /** Ends the run after a fault of our own. No prices are read: they may be what failed. */
  fail(fault: unknown): Exchange {
    this.#parts.failed(fault);
    const record = this.#record();
    const facts = { ...this.#facts(), priceOf: () => undefined };
    return record.publish(faulted(record.exchange, this.#leaving, facts));
  }

  #leave(): Exchange {
    const record = this.#record();
    return record.publish(endUnsent(record.exchange, this.#endOf(unsent), this.#facts()));
  }

  #endOf(outcome: Outcome): Outcome {
    return abortedOutcome(outcome, {
      isClosing: this.#outlets.isClosing(),
      keyGone: this.#isKeyGone,
    });
  }

  /** What the diagnosis and its fixes are made from. */
  #facts(): RunFacts {
    const { draft, operation, options } = this.#run;
    const { failed } = this.#parts;
    const priceOf = (id: string) =>
      this.#isUnbilled ? 'notBilled' : this.#parts.priceOf(options.profile, id);
    return { draft, operation, priceOf, failed };
  }

  #exchangeNow(): Exchange {
    const { id, draft, operation, options } = this.#run;
    return beginRun(this.#parts, id, draft, operation, options);
  }

  /** The run's row, begun when it is first needed. */
  #record(): RunRecord {
    return (this.#begun ??= this.#begin());
  }

  #begin(): RunRecord {
    const { draft, operation, options } = this.#run;
    const { history, window } = this.#parts;
    const { after, idempotencyKey = randomUUID() } = options;
    const isFree = operationClass(operation) === 'free';
    const record = new RunRecord(
      this.#exchangeNow(),
      { draft, window, idempotencyKey, after },
      { history, isFree, tell: exchange => this.#outlets.tell(exchange) },
    );
    options.onStart?.(record.exchange);
    record.publish(record.exchange);
    return record;
  }
}
