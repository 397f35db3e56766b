import assert from 'node:assert/strict';
import { checkReport, lastLine, readReport, sum } from '../../launch/report.mjs';

const report = (passes: number, failures: string[] = [], pending: string[] = []) => {
  const cases = (titles: string[]) => titles.map(fullTitle => ({ fullTitle }));
  return JSON.stringify({
    stats: { passes },
    failures: cases(failures),
    pending: cases(pending),
  });
};

describe('report', () => {
  it('counts what passed', () => {
    const tally = readReport('unit', report(7), 'exit code 0', true);
    assert.deepEqual(tally, { passed: 7, failures: [] });
  });

  it('names what failed, and counts a skipped case as failed', () => {
    const tally = readReport('unit', report(2, ['a b'], ['c d']), 'exit code 1', false);
    assert.deepEqual(tally, { passed: 2, failures: ['unit: a b', 'unit: c d (skipped)'] });
  });

  it('counts a runner without a report as one failure', () => {
    const tally = readReport('host', undefined, 'SIGKILL', false);
    assert.deepEqual(tally, { passed: 0, failures: ['host: wrote no report (SIGKILL)'] });
  });

  for (const text of ['', '{', 'null', '[]', '{"stats":{}}', '{"stats":{"passes":3}}']) {
    it(`does not believe the report ${JSON.stringify(text)}`, () => {
      assert.equal(readReport('ui', text, 'exit code 0', true).failures.length, 1);
    });
  }

  it('counts a runner that ran nothing as one failure', () => {
    const { failures } = readReport('ui', report(0), 'exit code 0', true);
    assert.deepEqual(failures, ['ui: ran no case (exit code 0)']);
  });

  it('counts a runner that ended badly after good cases', () => {
    const tally = readReport('host', report(5), 'exit code 1', false);
    assert.deepEqual(tally, { passed: 5, failures: ['host: ended badly (exit code 1)'] });
  });

  it('makes one case of a check', () => {
    const good = readReport('lint', checkReport('lint', true), 'exit code 0', true);
    const bad = readReport('lint', checkReport('lint', false), 'exit code 1', false);
    assert.deepEqual(good, { passed: 1, failures: [] });
    assert.deepEqual(bad, { passed: 0, failures: ['lint: lint'] });
  });

  it('sums up in one line', () => {
    const all = sum([
      { passed: 3, failures: ['a'] },
      { passed: 4, failures: ['b', 'c'] },
    ]);
    assert.equal(lastLine(all), '7 passed, 3 failed');
  });
});
