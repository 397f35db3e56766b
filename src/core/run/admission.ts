import type { FixedRun } from '../credits/spendQuestion';
import { mayHaveTaken } from '../exchange';
import type { ExplorerParts } from './explorerParts';
import type { Draft } from '../request/draft';
import type { RunRecord } from './runRecord';
import { isBilled, isTestKey } from '../keys/apiKey';
import type { Destination } from '../transport/transport';

interface AdmissionParts {
  readonly guard: ExplorerParts['guard'];
  readonly record: RunRecord;
  readonly draft: Draft;
  /** Where a fix starts the run. */
  readonly fixedRun: FixedRun | undefined;
  readonly destination: Destination;
  readonly signal: AbortSignal;
}

/**
 * Asks the spending guard again when a run's key changes: during a wait, a key that is charged may replace one that is
 * not, and the other way round.
 */
export class Admission {
  readonly #parts: AdmissionParts;
  #admitted: boolean;

  /** @param isCounted the guard has admitted the run as one that may be charged, and counts it */
  constructor(parts: AdmissionParts, isCounted: boolean) {
    this.#parts = parts;
    this.#admitted = isCounted;
  }

  /** Whether an attempt may leave with the key that it has read. @param nth how many attempts went before it */
  permits(key: string | undefined, nth: number): boolean {
    const { destination, record, guard } = this.#parts;
    if (record.isFree) return true;
    record.keyKind(nth, isTestKey(key) ? 'unbilled' : 'billed');
    if (isBilled(key, destination)) return this.#admitted;
    if (this.#admitted && !mayHaveTaken(record.exchange)) {
      this.#admitted = false;
      guard.withdraw(record.exchange);
    }
    return true;
  }

  /** Whether the run may be charged, by the guard, which may ask the person. */
  async admit(): Promise<boolean> {
    const { guard, record, draft, fixedRun, signal } = this.#parts;
    const { exchange } = record;
    const asks = () => {
      if (!signal.aborted) record.publish({ ...record.exchange, outcome: { kind: 'asking' } });
    };
    const decision = await guard.decide({
      exchange,
      draft,
      fixedRun,
      signal,
      repeating: 'send',
      isBilled: true,
      asks,
    });
    this.#admitted = decision.kind === 'send';
    return this.#admitted;
  }
}
