import assert from 'node:assert/strict';
import type { Exchange, Outcome } from '../../src/core/exchange';
import { phaseView } from '../../src/shell/panel/phaseView';

const phaseOf = (outcome: Outcome) => {
  const exchange: Exchange = {
    id: 'run',
    operationId: 'searchJobs',
    method: 'GET',
    url: 'https://connect.jobo.world/api/jobs/search',
    profile: 'Live',
    startedAt: new Date().toISOString(),
    attempts: [],
    outcome,
    body: { bytes: 0, contentType: '' },
    credits: {},
  };
  return phaseView(exchange);
};

describe('a run that goes on, in the panel', () => {
  it('says how much has come and how fast, beside the words that are spoken', () => {
    const received = { bytes: 12_300_000, ms: 6_000 };
    const phase = phaseOf({ kind: 'running', received });
    assert.ok(phase.kind === 'running');
    assert.equal(phase.progress, '12.3 MB received, 2.1 MB a second');
    assert.equal(phase.text, 'Sending…');
    const quiet = phaseOf({ kind: 'running' });
    assert.ok(quiet.kind === 'running' && quiet.progress === undefined);
  });

  it('says that nothing is sent while the question about its cost stands', () => {
    const phase = phaseOf({ kind: 'asking' });
    assert.ok(phase.kind === 'asking');
    assert.match(phase.text, /^Waiting for your word\. Nothing is sent before /);
  });

  it('says how many runs of its key go first, and waits for its turn without a countdown', () => {
    const until = new Date().toISOString();
    const wait = { kind: 'waiting', until, reason: 'sharedLimit', next: 1, of: 1 } as const;
    const held = phaseOf({ ...wait, ms: 30_000, ahead: 1 });
    assert.ok(held.kind === 'waiting' && held.canSendNow);
    assert.match(held.reason, /another run of this key was told to wait\. 1 run .* goes first\.$/);
    const queued = phaseOf({ ...wait, ms: 0, ahead: 3 });
    assert.ok(queued.kind === 'waiting' && !queued.canSendNow);
    assert.equal(queued.text, 'Waiting for its turn.');
    assert.equal(queued.reason, '3 runs of this key go first, one by one.');
  });
});
