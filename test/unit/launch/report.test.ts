import assert from 'node:assert/strict';
import { checkTally, closingLines, judge, readReport, sum, twice } from '../../launch/report.mjs';
import type { ReportLine } from '../../launch/reportLines.mjs';

const started = (...cases: string[]): ReportLine => ({ event: 'started', cases, longestMs: 1 });
const began = (title: string): ReportLine => ({ event: 'began', title, limitMs: 1 });
const passed = (title: string): readonly ReportLine[] => [
  began(title),
  { event: 'passed', title, ms: 1 },
];
const failed = (title: string): readonly ReportLine[] => [
  began(title),
  { event: 'failed', title, error: 'no' },
];
const hook = '"before each" hook for "b"';
const ended: ReportLine = { event: 'ended' };

const text = (...lines: readonly ReportLine[]) =>
  lines.map(line => `${JSON.stringify(line)}\n`).join('');
const good = { ok: true, how: 'exit code 0' };
const bad = { ok: false, how: 'exit code 1' };
const killed = { ok: false, how: 'ended after 61 s without a line' };

describe('report', () => {
  it('counts what passed', () => {
    const lines = text(started('a', 'b'), ...passed('a'), ...passed('b'), ended);
    assert.deepEqual(readReport('unit', lines, good), { passed: 2, failures: [] });
  });

  it('names what failed, and counts a skipped case as failed', () => {
    const skipped: ReportLine = { event: 'skipped', title: 'c' };
    const lines = text(started('a', 'b', 'c'), ...passed('a'), ...failed('b'), skipped, ended);
    const failures = ['unit: b', 'unit: c (skipped)'];
    assert.deepEqual(readReport('unit', lines, bad), { passed: 1, failures });
  });

  it('names the case that a killed suite hung in, and those that it did not reach', () => {
    const lines = text(started('a', 'b', 'c'), ...passed('a'), began('b'));
    const failures = ['host: b (hung: ended after 61 s without a line)', 'host: c (not run)'];
    assert.deepEqual(readReport('host', lines, killed), { passed: 1, failures });
    const half = lines + '{"event":"passed","ti';
    assert.deepEqual(readReport('host', half, killed), { passed: 1, failures });
  });

  it('names the hook that a killed suite hung in, before a case or after it', () => {
    const before = text(started('a', 'b'), ...passed('a'), began('b'), began(hook));
    assert.deepEqual(readReport('host', before, killed).failures, [
      `host: ${hook} (hung: ended after 61 s without a line)`,
      'host: b (not run)',
    ]);
    const after = text(started('a', 'b'), ...passed('a'), began(hook));
    assert.deepEqual(readReport('host', after, killed).failures, [
      `host: ${hook} (hung: ended after 61 s without a line)`,
      'host: b (not run)',
    ]);
  });

  it('names the case where its hooks have ended', () => {
    const hookEnded: ReportLine = { event: 'hookEnded', title: hook, ms: 1 };
    const lines = text(started('b'), began('b'), began(hook), hookEnded);
    assert.match(readReport('host', lines, killed).failures[0] ?? '', /^host: b \(hung/);
  });

  it('counts what a suite did not reach that broke off between two cases', () => {
    const lines = text(started('a', 'b'), ...passed('a'));
    assert.deepEqual(readReport('host', lines, bad).failures, ['host: b (not run)']);
  });

  it('counts a hook that failed, and the cases that were not run for that', () => {
    const lines = text(started('a', 'b', 'b'), ...passed('a'), ...failed(hook), ended);
    const failures = [`unit: ${hook}`, 'unit: b (not run)', 'unit: b (not run)'];
    assert.deepEqual(readReport('unit', lines, bad), { passed: 1, failures });
  });

  it('does not believe that a case ended of which nothing is told', () => {
    const lines = text(started('a', 'b'), ...passed('a'), began('b'), ended);
    assert.deepEqual(readReport('host', lines, good).failures, ['host: b (not run)']);
  });

  it('does not believe a report of two runs', () => {
    const cut = text(started('a'), began('a'));
    const lines = cut + text(started('a'), ...passed('a'), ended);
    const { failures } = readReport('host', lines, good);
    assert.ok(failures.includes('host: began anew (exit code 0)'));
  });

  it('tells cases of one name apart by their number', () => {
    const lines = text(started('a', 'a', 'a'), ...passed('a'), ...passed('a'), ended);
    assert.deepEqual(readReport('unit', lines, good).failures, ['unit: a (not run)']);
  });

  for (const nothing of ['', '{', 'null\n', '[]\n', '{"passed":3}\n']) {
    it(`does not believe the report ${JSON.stringify(nothing)}`, () => {
      const expected = { passed: 0, failures: ['ui: no report (exit code 0)'] };
      assert.deepEqual(readReport('ui', nothing, good), expected);
    });
  }

  it('counts a runner that ran nothing as one failure', () => {
    const { failures } = readReport('ui', text(started(), ended), good);
    assert.deepEqual(failures, ['ui: ran no case (exit code 0)']);
  });

  it('counts a runner that ended badly after good cases', () => {
    const tally = readReport('host', text(started('a'), ...passed('a'), ended), bad);
    assert.deepEqual(tally, { passed: 1, failures: ['host: ended badly (exit code 1)'] });
  });

  it('makes one case of a check', () => {
    assert.deepEqual(checkTally('lint', true), { passed: 1, failures: [] });
    assert.deepEqual(checkTally('lint', false), { passed: 0, failures: ['lint'] });
  });
});

describe('a journey that is made twice', () => {
  const all = { passed: 3, failures: [] };
  const some = { passed: 1, failures: ['ui asking: b', 'ui asking: c (not run)'] };
  const other = { passed: 3, failures: ['ui asking: d'] };

  it('is flaky where it passes the second time, by the case that failed first', () => {
    assert.deepEqual(twice(some, all), { ...all, flaky: ['ui asking: b'] });
  });

  it('has failed where it fails again, and names both cases', () => {
    const { passed: count, failures, flaky } = twice(some, other);
    assert.deepEqual(
      [count, failures, flaky],
      [3, ['ui asking: d (the first time: ui asking: b)'], undefined],
    );
  });

  it('is listed in the closing lines, and fails no run alone', () => {
    const tally = judge(sum([all, twice(some, all)]));
    assert.equal(
      closingLines(tally),
      '  ~ flaky, passed only the second time: ui asking: b\n\n6 passed, 0 failed',
    );
  });

  it('fails the run where another one is flaky too', () => {
    const tally = judge(sum([twice(some, all), twice(other, all)]));
    assert.equal(
      closingLines(tally),
      [
        '  ✗ flaky journeys: 2, and at most 1 may be',
        '  ~ flaky, passed only the second time: ui asking: b',
        '  ~ flaky, passed only the second time: ui asking: d',
        '',
        '6 passed, 1 failed',
      ].join('\n'),
    );
  });
});

describe('the closing lines', () => {
  it('are one line where all is well', () => {
    assert.equal(closingLines(sum([{ passed: 3, failures: [] }])), '3 passed, 0 failed');
  });

  it('name what failed before the count', () => {
    const tally = sum([
      { passed: 3, failures: ['a'] },
      { passed: 4, failures: ['b', 'c'] },
    ]);
    assert.equal(closingLines(tally), '  ✗ a\n  ✗ b\n  ✗ c\n\n7 passed, 3 failed');
  });
});
