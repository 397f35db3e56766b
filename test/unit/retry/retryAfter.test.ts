import assert from 'node:assert/strict';
import { parseHttpDate, retryAfterMs } from '../../../src/core/retry/retryAfter';

const now = Date.UTC(2026, 10, 23, 12, 0, 0);
const inSeconds = (seconds: number): string => new Date(now + seconds * 1_000).toUTCString();

describe('Retry-After', () => {
  const rows: readonly (readonly [values: readonly string[], ms: number | undefined])[] = [
    [['2'], 2_000],
    [[' 2\t'], 2_000],
    [['0'], 0],
    [['007'], 7_000],
    [['1.5'], undefined],
    [['-5'], undefined],
    [['+5'], undefined],
    [['5s'], undefined],
    [['abc'], undefined],
    [[''], undefined],
    [['٣'], undefined],
    [[inSeconds(2)], 2_000],
    [[inSeconds(-60)], 0],
    [['1', '30'], 30_000],
    [['30', 'abc'], 30_000],
    [['1, 30'], 30_000],
    [[`5, ${inSeconds(90)}`], 90_000],
    [[`${inSeconds(90)}, 5, ${inSeconds(20)}`], 90_000],
    [['4000000'], 4_000_000_000],
    [['9'.repeat(400)], 3_155_760_000_000],
    [[], undefined],
  ];
  for (const [values, ms] of rows) {
    it(`${JSON.stringify(values).slice(0, 60)} means ${ms ?? 'nothing'}`, () => {
      assert.equal(retryAfterMs({ values }, now), ms);
    });
  }

  it('measures a date against the server clock, however wrong ours is', () => {
    const facts = { values: [inSeconds(10)], date: inSeconds(0) };
    assert.equal(retryAfterMs(facts, now - 86_400_000), 10_000);
    assert.equal(retryAfterMs(facts, now + 86_400_000), 10_000);
    assert.equal(retryAfterMs({ ...facts, date: 'yesterday' }, now), 10_000);
  });

  it('takes the number of the body where the header is missing or not valid', () => {
    assert.equal(retryAfterMs({ values: [], bodySeconds: 17 }, now), 17_000);
    assert.equal(retryAfterMs({ values: ['soon'], bodySeconds: 1.5 }, now), 1_500);
    assert.equal(retryAfterMs({ values: ['3'], bodySeconds: 17 }, now), 3_000);
    assert.equal(retryAfterMs({ values: [], bodySeconds: 0 }, now), 0);
    for (const bodySeconds of [-1, '17', null, NaN, undefined, [], {}]) {
      assert.equal(retryAfterMs({ values: [], bodySeconds }, now), undefined);
    }
  });
});

describe('HTTP dates', () => {
  const same = Date.UTC(1994, 10, 6, 8, 49, 37);
  const rows: readonly (readonly [text: string, time: number | undefined])[] = [
    ['Sun, 06 Nov 1994 08:49:37 GMT', same],
    ['Sunday, 06-Nov-94 08:49:37 GMT', same],
    ['Sun Nov  6 08:49:37 1994', same],
    ['Sun Nov 06 08:49:37 1994', same],
    ['Tue, 29 Feb 2028 00:00:00 GMT', Date.UTC(2028, 1, 29)],
    ['Fri, 31 Dec 2027 23:59:60 GMT', Date.UTC(2028, 0, 1)],
    ['Monday, 06-Nov-75 00:00:00 GMT', Date.UTC(2075, 10, 6)],
    ['Saturday, 06-Nov-99 00:00:00 GMT', Date.UTC(1999, 10, 6)],
    ['Mon, 29 Feb 2027 00:00:00 GMT', undefined],
    ['Sun, 6 Nov 1994 08:49:37 GMT', undefined],
    ['Sun, 06 Nov 1994 08:49:37 UTC', undefined],
    ['Sun, 06 Nov 1994 08:49:37', undefined],
    ['sun, 06 nov 1994 08:49:37 gmt', undefined],
    ['Sun, 06 Nov 1994 24:00:00 GMT', undefined],
    ['Sun, 00 Nov 1994 08:49:37 GMT', undefined],
    ['1994-11-06T08:49:37Z', undefined],
    ['784111777', undefined],
  ];
  for (const [text, time] of rows) {
    it(`${text} is ${time === undefined ? 'none' : new Date(time).toISOString()}`, () => {
      assert.equal(parseHttpDate(text, now), time);
    });
  }
});
