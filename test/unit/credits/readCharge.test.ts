import assert from 'node:assert/strict';
import { readCharge } from '../../../src/core/credits/readCharge';
import { readError } from '../../../src/core/diagnosis/readError';
import type { Charge } from '../../../src/core/exchange';

const errorOf = (body: unknown) => readError(Buffer.from(JSON.stringify(body)), 'application/json');

describe('readCharge', () => {
  for (const [what, headers, expected] of [
    ['nothing', {}, {}],
    [
      'the newer names',
      { 'x-credits-deducted': '75', 'x-credits-balance': '925' },
      { charged: 75, balance: 925 },
    ],
    [
      'the older names',
      { 'x-credits-used': '3', 'x-credits-remaining': '7' },
      { charged: 3, balance: 7 },
    ],
    [
      'the newer where both stand',
      { 'x-credits-balance': '1', 'x-credits-remaining': '2' },
      { balance: 1 },
    ],
    [
      'the older where the newer is no number',
      { 'x-credits-balance': 'n/a', 'x-credits-remaining': '2' },
      { balance: 2 },
    ],
    [
      'fractions',
      { 'x-credits-deducted': '0.5', 'x-credits-balance': '120.25' },
      { charged: 0.5, balance: 120.25 },
    ],
    [
      'zero as zero',
      { 'x-credits-deducted': '0', 'x-credits-balance': '0' },
      { charged: 0, balance: 0 },
    ],
    ['blanks around', { 'x-credits-balance': ' 12 ' }, { balance: 12 }],
    ['nothing negative', { 'x-credits-balance': '-1' }, {}],
    ['nothing empty', { 'x-credits-balance': '' }, {}],
    ['no two values joined', { 'x-credits-balance': '12, 13' }, {}],
    [
      'no exponent, no hex, no infinity',
      { 'x-credits-balance': '1e3', 'x-credits-deducted': '0x1', 'x-credits-required': 'Infinity' },
      {},
    ],
    [
      'what a 402 needs',
      { 'x-credits-required': '300', 'x-credits-balance': '120' },
      { required: 300, balance: 120 },
    ],
  ] as readonly [string, Record<string, string>, Charge][]) {
    it(`reads ${what}`, () => {
      assert.deepEqual(readCharge(headers), expected);
    });
  }

  it('takes the figures of a 402 from its body, then its headers', () => {
    const headers = { 'x-credits-required': '1', 'x-credits-balance': '2' };
    const body = errorOf({ credits_required: 300, credits_balance: 120 });
    assert.deepEqual(readCharge(headers, body), { required: 300, balance: 120 });
    assert.deepEqual(readCharge(headers, errorOf({})), { required: 1, balance: 2 });
    assert.deepEqual(readCharge({}, errorOf({ credits_required: 300 })), { required: 300 });
  });

  it('takes the figures of a 402 from its sentence where nothing else tells them', () => {
    const detail = 'This request needs 1,075.5 credits, but the wallet holds 12.';
    assert.deepEqual(readCharge({}, errorOf({ detail })), { required: 1075.5, balance: 12 });
  });
});
