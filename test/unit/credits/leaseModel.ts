import assert from 'node:assert/strict';
import fc from 'fast-check';
import { deadlineIn } from '../../../src/core/common/world';
import type { Payer } from '../../../src/core/credits/lease';
import { clockAt, held, others, payer, start, type Holder } from './leaseHolder';

/** Ten-thousandths, so that the model counts in whole numbers. */
export const parts = fc.oneof(
  fc.nat(200),
  fc.nat(3_000_000),
  fc.constantFrom(0, 1, 1_000, 999_999_999_999),
);
export const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e');

export type Op =
  | { readonly kind: 'reserve'; readonly id: string; readonly parts: number; readonly by: Payer }
  | { readonly kind: 'settle'; readonly id: string; readonly parts: number | 'unknown' }
  | { readonly kind: 'within'; readonly id: string; readonly share: number }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'setClock'; readonly ms: number }
  | { readonly kind: 'close' };

const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('reserve' as const),
      id: ids,
      parts,
      by: fc.oneof({ weight: 9, arbitrary: fc.constant(payer) }, fc.constantFrom(...others)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('settle' as const),
      id: ids,
      parts: fc.oneof(parts, fc.constant('unknown' as const)),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('within' as const),
      id: ids,
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.nat(700) }) },
  fc.record({ kind: fc.constant('setClock' as const), ms: fc.integer({ min: -1_500, max: 0 }) }),
  { weight: 1, arbitrary: fc.constant({ kind: 'close' as const }) },
);

/** What must be true, counted from a plain list of all runs that there were. */
export class Model {
  readonly runs: { id: string; most: number; charged?: number; isOver: boolean }[] = [];
  ended: string | undefined;
  readonly #amount: number;
  readonly #until: number;

  constructor(amount: number, until: number) {
    this.#amount = amount;
    this.#until = until;
  }

  #sum(of: (run: Model['runs'][number]) => number): number {
    return this.runs.reduce((total, run) => total + of(run), 0);
  }

  get taken(): number {
    return this.#sum(({ charged = 0 }) => charged);
  }

  held(isOver: boolean): number {
    return this.#sum(run => (run.charged === undefined && run.isOver === isOver ? run.most : 0));
  }

  get overcharged(): number {
    return this.#sum(({ charged = 0, most }) => Math.max(0, charged - most));
  }

  get free(): number {
    return this.#amount - this.taken - this.held(true) - this.held(false);
  }

  open(id: string) {
    return this.runs.find(run => run.id === id && run.charged === undefined);
  }

  reserve(id: string, most: number, by: Payer, at: number): string {
    if (at >= this.#until) this.ended ??= 'expired';
    if (this.ended !== undefined) return this.ended;
    if (by !== payer) return 'otherPayer';
    if (this.open(id)) return 'reservedAlready';
    if (most > this.free) return 'exceeded';
    this.runs.push({ id, most, isOver: false });
    return 'reserved';
  }

  settle(id: string, charged: number | 'unknown'): void {
    const run = this.open(id);
    if (!run) return;
    run.isOver = true;
    if (charged === 'unknown') return;
    run.charged = charged;
    if (charged > run.most) this.ended ??= 'overcharged';
  }
}

/** Plays operations on a lease and the model side by side. Ids that have been told are used again as new runs. */
export function play(
  amount: number,
  ops: readonly Op[],
  after: (lease: Holder, model: Model) => void,
) {
  const lifetime = 1_000;
  const lease = held(amount / 10_000, { until: deadlineIn(lifetime, start) });
  const model = new Model(amount, lifetime);
  let [at, wall] = [0, 0];
  for (const each of ops) {
    switch (each.kind) {
      case 'reserve': {
        const clock = clockAt(at, wall);
        const answer = lease.reserve(each.id, each.parts / 10_000, each.by, clock);
        assert.equal(answer, model.reserve(each.id, each.parts, each.by, at));
        break;
      }
      case 'settle':
        lease.settle(each.id, each.parts === 'unknown' ? each.parts : each.parts / 10_000);
        model.settle(each.id, each.parts);
        break;
      case 'within': {
        const charged = Math.floor((model.open(each.id)?.most ?? 0) * each.share);
        lease.settle(each.id, charged / 10_000);
        model.settle(each.id, charged);
        break;
      }
      case 'pass':
        at += each.ms;
        wall += each.ms;
        break;
      case 'setClock':
        wall += each.ms;
        break;
      case 'close':
        lease.close();
        model.ended ??= 'closed';
    }
    after(lease, model);
  }
  return { lease, model };
}

export const sequences = fc.array(op, { maxLength: 60 });
