import * as assert from 'node:assert/strict';
import type { AttemptView, PhaseView } from '../../../src/protocol';
import { timelineOf } from '../../../src/webview/timeline';

const start = Date.parse('2026-11-23T10:42:00.000Z');
const attempt = (
  number: number,
  fromMs: number,
  durationMs: number,
  waitMs?: number,
): AttemptView => ({
  number,
  label: '429',
  tone: 'bad',
  startedAt: new Date(start + fromMs).toISOString(),
  durationMs,
  ...(waitMs !== undefined && { waitMs }),
  details: [],
});
const waitingUntil = (ms: number): PhaseView => ({
  kind: 'waiting',
  until: new Date(start + ms).toISOString(),
  ms: 5000,
  text: '',
  reason: '',
  canSendNow: true,
  stopFirst: false,
});
const settled: PhaseView = { kind: 'settled' };

/** "0+200 wait 200+1000" a row, then the width and what has passed. */
function picture(attempts: readonly AttemptView[], phase: PhaseView, nowMs = 0): string[] {
  const { rows, running, scaleMs, spentMs } = timelineOf({ attempts, phase }, start + nowMs);
  return [
    ...rows.map(({ sent, wait }) =>
      [`${sent.fromMs}+${sent.ms}`, ...(wait ? [`wait ${wait.fromMs}+${wait.ms}`] : [])].join(' '),
    ),
    ...(running ? [`${running.number}: ${running.sent.fromMs}+${running.sent.ms}`] : []),
    `${spentMs} of ${scaleMs}`,
  ];
}

describe('timeline of the attempts', () => {
  it('puts sending and waiting end to end', () => {
    const attempts = [attempt(1, 0, 200, 1000), attempt(2, 1203, 300)];
    assert.deepEqual(picture(attempts, settled), [
      '0+200 wait 200+1000',
      '1200+300',
      '1500 of 1500',
    ]);
  });

  it('is empty without attempts', () => {
    assert.deepEqual(picture([], settled), ['0 of 0']);
  });

  it('draws a wait that was ended early as long as it was', () => {
    const attempts = [attempt(1, 0, 200, 30_000), attempt(2, 2200, 100)];
    assert.deepEqual(picture(attempts, settled), [
      '0+200 wait 200+2000',
      '2200+100',
      '2300 of 2300',
    ]);
  });

  it('leaves out a wait in which the run was stopped: nobody knows how much of it passed', () => {
    assert.deepEqual(picture([attempt(1, 0, 200, 30_000)], settled), ['0+200', '200 of 200']);
  });

  it('has the rest of the present wait in its width, not in what has passed', () => {
    const attempts = [attempt(1, 0, 200, 5000)];
    const row = '0+200 wait 200+5000';
    assert.deepEqual(picture(attempts, waitingUntil(5200), 1200), [row, '1200 of 5200']);
    assert.deepEqual(picture(attempts, waitingUntil(5200), 9000), [row, '5200 of 5200']);
  });

  it('counts a wait before the first attempt as nothing', () => {
    assert.deepEqual(picture([], waitingUntil(5000), 0), ['0 of 0']);
  });

  it('grows with the attempt that is out', () => {
    const running: PhaseView = {
      kind: 'running',
      text: '',
      since: new Date(start).toISOString(),
    };
    assert.deepEqual(picture([], running, 700), ['1: 0+700', '700 of 700']);
    assert.deepEqual(picture([attempt(1, 0, 200, 1000)], running, 1500), [
      '0+200 wait 200+1000',
      '2: 1200+300',
      '1500 of 1500',
    ]);
  });

  it('stays finite with clocks that jump and times that are none', () => {
    const back = [attempt(1, 0, 200, 1000), attempt(2, -90_000, 300)];
    assert.deepEqual(picture(back, settled).at(-1), '1500 of 1500');
    const far = [attempt(1, 0, 200, 1000), attempt(2, 9_000_000, 300)];
    assert.deepEqual(picture(far, settled).at(-1), '1500 of 1500');
    const none = [{ ...attempt(1, 0, NaN, Infinity), startedAt: 'never' }, attempt(2, 0, -5)];
    assert.deepEqual(picture(none, settled).at(-1), '0 of 0');
    assert.deepEqual(picture([], { kind: 'running', text: '', since: '' }), ['1: 0+0', '0 of 0']);
  });
});
