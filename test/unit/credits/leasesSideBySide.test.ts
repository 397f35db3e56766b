import assert from 'node:assert/strict';
import fc from 'fast-check';
import { closeLease, settle } from '../../../src/core/credits/lease';
import { sum } from '../../../src/core/credits/ledger';
import { weightOf, type LedgerEntry } from '../../../src/core/credits/ledgerEntry';
import { held, others, payer } from './leaseHolder';
import type { Model } from './leaseModel';
import { ids, parts, play, sequences } from './leaseModel';

const often = { numRuns: 1_000 };

describe('a lease, whatever runs do side by side', () => {
  it('answers and counts as a plain list of all runs does, to the digit', () => {
    fc.assert(
      fc.property(parts, sequences, (amount, ops) => {
        play(amount, ops, ({ account, lease }, model) => {
          const free = Math.max(0, model.free);
          assert.deepEqual(account, {
            amount: amount / 10_000,
            left: model.ended === undefined ? free / 10_000 : 0,
            givenBack: model.ended === undefined ? 0 : free / 10_000,
            reserved: model.held(false) / 10_000,
            unknown: model.held(true) / 10_000,
            taken: model.taken / 10_000,
            overcharged: model.overcharged / 10_000,
            overdraft: Math.max(0, -model.free) / 10_000,
          });
          assert.equal(lease.ended, model.ended);
        });
      }),
      often,
    );
  });

  it('has never more reserved and taken than the amount, but for what was overcharged', () => {
    fc.assert(
      fc.property(parts, sequences, (amount, ops) => {
        play(amount, ops, ({ account }) => {
          const { left, givenBack, reserved, unknown, taken, overcharged, overdraft } = account;
          assert.ok(sum([reserved, unknown, taken]) <= sum([amount / 10_000, overcharged]));
          assert.ok(overdraft <= overcharged);
          assert.equal(
            sum([left, givenBack, reserved, unknown, taken]),
            sum([amount / 10_000, overdraft]),
          );
          assert.ok(Object.values(account).every(credits => credits >= 0));
        });
      }),
      often,
    );
  });

  it('reserves nothing after its end, and nothing for another payer', () => {
    fc.assert(
      fc.property(parts, sequences, sequences, (amount, before, later) => {
        const { lease } = play(amount, before, () => undefined);
        const open = lease.lease.runs.size;
        for (const by of others) {
          const answer = lease.reserve('another', 0, by);
          assert.ok(answer === 'otherPayer' || answer === lease.lease.ended);
        }
        assert.equal(lease.lease.runs.size, open);
        lease.close();
        const { ended } = lease.lease;
        for (const each of later) {
          if (each.kind === 'reserve') assert.equal(lease.reserve(each.id, 0), ended);
          if (each.kind === 'settle' && each.parts !== 'unknown') lease.settle(each.id, each.parts);
          assert.equal(lease.account.left, 0);
        }
        assert.ok(lease.lease.runs.size <= open);
        assert.equal(lease.lease.ended, ended);
      }),
    );
  });

  it('comes to the same in whatever order runs are settled, and however often', () => {
    const charges = fc.array(fc.tuple(parts, fc.oneof(parts, fc.constant('unknown' as const))), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(charges, fc.infiniteStream(fc.nat()), (runs, chance) => {
        const lease = held(sum(runs.map(([most]) => most / 10_000)));
        for (const [nth, [most]] of runs.entries())
          assert.equal(lease.reserve(String(nth), most / 10_000), 'reserved');
        const told = runs.map(([, charged], nth) => [String(nth), charged] as const);
        const inOrder = (all: typeof told) =>
          all.reduce(
            (each, [id, charged]) =>
              settle(each, id, charged === 'unknown' ? charged : charged / 10_000),
            lease.lease,
          );
        const mixed = [...told, ...told]
          .map(each => [chance.next().value as number, each] as const)
          .sort(([one], [other]) => one - other)
          .map(([, each]) => each);
        assert.deepEqual(inOrder(mixed), inOrder(told));
        assert.deepEqual(inOrder([...told, ...told]), inOrder(told));
      }),
    );
  });

  it('changes nothing by what it refuses, and no lease that was given', () => {
    fc.assert(
      fc.property(parts, sequences, fc.record({ id: ids, parts }), (amount, ops, run) => {
        const { lease } = play(amount, ops, () => undefined);
        const before = lease.lease;
        const copy = structuredClone(before);
        const answer = lease.reserve(run.id, run.parts / 10_000);
        if (answer !== 'reserved') assert.deepEqual(lease.lease, before);
        settle(before, run.id, 1);
        closeLease(before);
        assert.deepEqual(structuredClone(before), copy);
      }),
    );
  });

  it('weighs with the entries of its runs what was granted, in a ledger, from the grant to the end', () => {
    const entryOf = (run: Model['runs'][number], nth: number): LedgerEntry => ({
      id: String(nth),
      at: '2026-01-01T00:00:00.000Z',
      profile: payer.profile,
      operationId: 'searchJobs',
      session: 'session',
      estimated: run.most / 10_000,
      state: !run.isOver ? 'open' : run.charged === undefined ? 'unknown' : 'settled',
      ...(run.charged !== undefined && { charged: run.charged / 10_000 }),
    });
    fc.assert(
      fc.property(parts, sequences, (amount, ops) => {
        play(amount, ops, ({ account }, model) => {
          const weight = sum([account.left, ...model.runs.map(entryOf).map(weightOf)]);
          assert.equal(weight, sum([amount / 10_000, account.overdraft, -account.givenBack]));
        });
      }),
    );
  });
});
