import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../../launch/install.mjs';
import { run } from '../../launch/processGroup.mjs';
import { readReport } from '../../launch/report.mjs';
import { ReportTail, whyEnd } from '../../launch/silence.mjs';

/** A folder of its own for each case of the `describe` around it. */
function useFolder(): (name: string) => string {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jobo-silence-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));
  return name => path.join(folder, name);
}

describe('a suite', () => {
  const minute = 60_000;
  const case20s = 20_000;

  it('may be silent for the longest limit of its cases and a minute', () => {
    const waited = { totalMs: 10 * minute, longestMs: case20s };
    assert.equal(whyEnd({ ...waited, silentMs: 80_000 }), undefined);
    assert.equal(whyEnd({ ...waited, silentMs: 80_001 }), 'ended after 80 s without a line');
  });

  it('may take three minutes to its first line', () => {
    const waited = { totalMs: 0, longestMs: undefined };
    assert.equal(whyEnd({ ...waited, silentMs: 3 * minute }), undefined);
    assert.match(whyEnd({ ...waited, silentMs: 3 * minute + 1 }) ?? '', /^ended after 180 s/);
  });

  it('that writes no report may be silent', () => {
    assert.equal(whyEnd({ totalMs: 0, longestMs: null, silentMs: 29 * minute }), undefined);
  });

  it('is ended after half an hour, whatever it says', () => {
    const waited = { silentMs: 0, longestMs: case20s };
    assert.equal(whyEnd({ ...waited, totalMs: 30 * minute }), undefined);
    assert.match(whyEnd({ ...waited, totalMs: 30 * minute + 1 }) ?? '', /1800 s, the ceiling/);
  });
});

describe('the tail of a report', () => {
  const inFolder = useFolder();
  const file = () => inFolder('report.jsonl');
  const append = (text: string) => {
    fs.appendFileSync(file(), text);
  };

  it('hears what is appended, and the longest limit in it, also from pieces of a line', () => {
    const tail = new ReportTail(file());
    assert.equal(tail.look(), false);
    append('{"event":"started","cases":["ü"],"longestMs":20000}\n');
    assert.equal(tail.look(), true);
    assert.equal(tail.longestMs, 20_000);
    assert.equal(tail.look(), false);
    append('{"event":"began","title":"ü","lim');
    assert.equal(tail.look(), true);
    assert.equal(tail.longestMs, 20_000);
    append('itMs":60000}\n{"event":"passed","title":"ü","ms":1}\n');
    assert.equal(tail.look(), true);
    assert.equal(tail.longestMs, 60_000);
  });
});

describe('a suite that is killed', () => {
  const inFolder = useFolder();

  it('has told what passed and which case hung', async () => {
    const spec = inFolder('hangs.test.cjs');
    const report = inFolder('report.jsonl');
    fs.writeFileSync(
      spec,
      `describe('s', () => {
        beforeEach(() => {});
        it('passes', () => {});
        it('hangs', () => { for (;;); });
        it('is never reached', () => {});
      });`,
    );
    const ending = new AbortController();
    const mocha = path.join(root, 'node_modules/mocha/bin/mocha.js');
    const running = run(process.execPath, [mocha, '--reporter', 'test/launch/reporter.ts', spec], {
      cwd: root,
      env: { JOBO_TEST_REPORT: report },
      print: () => {},
      signal: ending.signal,
    });
    const hangs = '"event":"began","title":"s hangs"';
    while (!(fs.existsSync(report) && fs.readFileSync(report, 'utf8').includes(hangs)))
      await sleep(20);
    ending.abort();
    const { signal } = await running;
    const text = fs.readFileSync(report, 'utf8');
    assert.deepEqual(readReport('unit', text, { ok: false, how: signal ?? '' }), {
      passed: 1,
      failures: [`unit: s hangs (hung: ${signal})`, 'unit: s is never reached (not run)'],
    });
  });
});
