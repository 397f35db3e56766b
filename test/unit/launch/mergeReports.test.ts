import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { mergeReports } from '../../launch/mergeReports.mjs';
import { readReport } from '../../launch/report.mjs';

describe('reports of several launches', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'reports-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const write = (name: string, report: object): string => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, JSON.stringify(report));
    return file;
  };
  const one = { stats: { passes: 3 }, failures: [{ fullTitle: 'a' }], pending: [] };
  const two = { stats: { passes: 4 }, failures: [], pending: [{ fullTitle: 'b' }] };

  it('count as one', () => {
    const target = path.join(folder, 'all.json');
    mergeReports([write('1', one), write('2', two)], target);
    const tally = readReport('host', fs.readFileSync(target, 'utf8'), 'exit code 1', false);
    assert.deepEqual(tally, { passed: 7, failures: ['host: a', 'host: b (skipped)'] });
  });

  it('count as none where a launch broke off without one', () => {
    const target = path.join(folder, 'all.json');
    mergeReports([write('1', one), path.join(folder, 'missing')], target);
    assert.equal(fs.existsSync(target), false);
  });
});
