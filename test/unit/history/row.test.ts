import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { parseRow, type HistoryRow } from '../../../src/core/history/row';
import { answered, at, row } from './rows';

const goldens = path.resolve(__dirname, '../../golden/history');

/** One with every member that a row can have. */
const full = row('full', {
  attempts: [{ ...answered(429), waitMs: 5, waitReason: 'server' }, answered(200)],
  outcome: { kind: 'answered', status: 200, stopped: 'spent', damaged: 'damagedLength' },
  body: { bytes: 2, contentType: 'a/b', held: 1, incomplete: true },
  diagnosis: {
    code: 'badRequest',
    facts: { status: 400, sent: true, profile: 'Own' },
    message: 'no',
    more: [{ name: 'a', value: 'b' }],
    fixes: [
      { kind: 'setSize', member: 'page_size', from: 100, size: 40, upTo: 120 },
      { kind: 'editRequest', at: { in: 'body', name: '', pointer: '/a' } },
      { kind: 'sendAgain', mayRepeatCharge: false },
    ],
  },
  credits: { charged: 3, balance: 7, rows: 1 },
  balanceBefore: { credits: 10, at: at(0) },
  keyChanged: true,
});
const { files: _, ...kept } = { ...full.draft, body: '{}' };
const whole: HistoryRow = { ...full, after: 'before', draft: kept };

type Path = readonly (string | number)[];

/** The places of all values below this one, itself left out. */
function placesIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => [
    [...at, name],
    ...placesIn(each, [...at, name]),
  ]);
}

/** The same with another value at a place, or without one. */
function changed(value: unknown, [first, ...rest]: Path, to: unknown): unknown {
  if (first === undefined) return to;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  copy[first] = changed(copy[first], rest, to);
  return copy;
}

/** What may be anything: values of a request. And an explanation that cannot be told is left out of a row that stays. */
const isFree = (place: Path) => {
  const name = place.join('.');
  return /^draft\.query\.|^exchange\.diagnosis\.(?!code$)/.test(name);
};

const wrong: readonly unknown[] = [null, 5, -1, '', 'x', true, [], [null], {}, { name: 5 }];

describe('parseRow, strictly', () => {
  it('reads a row back, and nothing else', () => {
    assert.deepEqual(parseRow(JSON.stringify(row('a'))), row('a'));
    for (const text of ['', '{', 'null', '[]', '{}', '{"version":1}', '{"version":"1"}']) {
      assert.equal(parseRow(text), undefined, text);
    }
  });

  it('reads every member back', () => {
    assert.deepEqual(parseRow(JSON.stringify(whole)), whole);
  });

  it('reads which setting or variable a proxy was named by, and no other', () => {
    const failed = { kind: 'unreachable', reason: 'proxyLogin', sent: false } as const;
    const of = (proxy: unknown) =>
      JSON.stringify(
        row('a', { outcome: { ...failed, proxy } as HistoryRow['exchange']['outcome'] }),
      );
    for (const proxy of [{ by: 'HTTPS_PROXY' }, { by: 'http.proxy', loginBy: 'http.proxy' }]) {
      assert.deepEqual(parseRow(of(proxy))?.exchange.outcome, { ...failed, proxy });
    }
    for (const proxy of [null, 5, {}, { by: 5 }, { by: 'x', loginBy: null }]) {
      assert.equal(parseRow(of(proxy)), undefined);
    }
  });

  for (const name of fs.readdirSync(goldens)) {
    it(`reads ${name}`, () => {
      assert.ok(parseRow(fs.readFileSync(path.join(goldens, name), 'utf8')));
    });
  }

  it('takes no row that lacks a member without which it is none', () => {
    const needed = ['version', 'exchange', 'draft', 'hadFiles', 'idempotencyKey', 'owner'];
    const places: Path[] = [
      ...needed.map(name => [name]),
      ...Object.keys(row('a').exchange).map(name => ['exchange', name]),
      ...Object.keys(row('a').draft).map(name => ['draft', name]),
      ...Object.keys(answered(200))
        .filter(name => name !== 'status')
        .map(name => ['exchange', 'attempts', 0, name]),
      ['exchange', 'body', 'bytes'],
      ['owner', 'pid'],
      ['owner', 'window'],
    ];
    for (const place of places) {
      const text = JSON.stringify(changed(whole, place, undefined));
      assert.equal(parseRow(text), undefined, place.join('.'));
    }
  });

  it('takes none with a value of another type, wherever it stands', () => {
    const right = (value: unknown) => (Array.isArray(value) ? 'list' : typeof value);
    let count = 0;
    for (const place of placesIn(whole).filter(each => !isFree(each))) {
      const now = place.reduce<unknown>((value, name) => (value as never)[name], whole);
      for (const value of wrong) {
        if (value !== null && right(value) === right(now)) continue;
        const text = JSON.stringify(changed(whole, place, value));
        assert.equal(parseRow(text), undefined, `${place.join('.')}: ${JSON.stringify(value)}`);
        count += 1;
      }
    }
    assert.ok(count > 400, String(count));
  });

  it('takes none with an address, a time, a reason or a kind that is none', () => {
    const odd: readonly (readonly [Path, unknown])[] = [
      [['exchange', 'url'], 'nowhere'],
      [['exchange', 'startedAt'], 'yesterday'],
      [['exchange', 'startedAt'], '+275760-09-13T00:00:00.000Z'],
      [['exchange', 'attempts', 0, 'startedAt'], ''],
      [['exchange', 'attempts', 0], null],
      [['exchange', 'outcome'], { kind: 'waiting' }],
      [['exchange', 'outcome'], { kind: 'refused', reason: 5 }],
      [['exchange', 'outcome'], { kind: null }],
      [['exchange', 'diagnosis'], { code: ['badRequest'] }],
      [['exchange', 'body', 'bytes'], -1],
      [['exchange', 'credits', 'charged'], -1],
    ];
    for (const [place, value] of odd) {
      const text = JSON.stringify(changed(whole, place, value));
      assert.equal(parseRow(text), undefined, `${place.join('.')}: ${JSON.stringify(value)}`);
    }
  });

  it('takes no depth that printing it again could not bear, and members that it does not know', () => {
    const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)},`;
    assert.equal(parseRow(JSON.stringify(whole).replace('{', deep)), undefined);
    const more = JSON.stringify({ ...whole, of: { tomorrow: [1] } });
    assert.deepEqual(parseRow(more), JSON.parse(more));
  });

  it('reads names that objects have as names like others', () => {
    const text = JSON.stringify(whole).replace('"query":{}', '"query":{"__proto__":"x"}');
    const query = parseRow(text)?.draft.query ?? {};
    assert.deepEqual(Object.entries(query), [['__proto__', 'x']]);
    assert.equal(parseRow('{"__proto__":{"version":1}}'), undefined);
  });
});
