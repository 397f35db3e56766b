import assert from 'node:assert/strict';
import type { Exchange } from '../../../../src/core/exchange';
import type { Draft } from '../../../../src/core/request/draft';
import { SendAndShow, type RunView } from '../../../../src/shell/runs/sendAndShow';
import type { SendOptions } from '../../../../src/shell/runs/sender';
import { draft } from '../../request/drafts';
import { row } from '../../history/rows';

const sent = draft('searchJobs');
const begun = { ...row('run').exchange, outcome: { kind: 'running' } } as Exchange;
const failing = { ...row('run').exchange, diagnosis: { code: 'badRequest', fixes: [] } } as never;

describe('the way from a draft to a run on screen', () => {
  let steps: string[];
  let failures: unknown[];
  let given: SendOptions | undefined;
  const failed = (failure: unknown) => failures.push(failure);

  /** What is kept of the run. */
  let last: Exchange | undefined;
  const atServer = () => new Promise(resolve => setImmediate(resolve));

  /** Ends as it is told to, some turns after it has begun. */
  const sending = (end: () => Exchange, wait = atServer) =>
    new SendAndShow({
      sender: {
        async send(_draft: Draft, options: SendOptions = {}) {
          given = options;
          options.onStart?.(begun);
          await Promise.resolve();
          steps.push('sent');
          await wait();
          steps.push('ended');
          return (last = end());
        },
      },
      latest: () => last,
      failed,
    });
  const view: RunView = {
    show: (operationId, { id, outcome }, older) => {
      steps.push(`${operationId} ${id} ${outcome.kind}${older ? ' with its own draft' : ''}`);
      return Promise.resolve();
    },
    explain: ({ id }) => steps.push(`explains ${id}`),
  };

  beforeEach(() => {
    [steps, failures, given, last] = [[], [], undefined, undefined];
  });

  it('shows the run as soon as its request may be on its way, and explains how it ended where it was started', async () => {
    await sending(() => failing).send(sent, view, { profile: 'Own', beside: () => sent });
    const shown = 'searchJobs run running with its own draft';
    assert.deepEqual(steps, ['sent', shown, 'ended', 'explains run']);
    assert.equal(given?.profile, 'Own');
  });

  it('shows a run that is over before it could be shown as it ended, and explains it then', async () => {
    await sending(
      () => failing,
      () => Promise.resolve(),
    ).send(sent, view);
    assert.deepEqual(steps, ['sent', 'ended', 'searchJobs run answered', 'explains run']);
  });

  it('explains nothing where nothing is to be explained', async () => {
    await sending(() => row('run').exchange).send(sent, view);
    assert.deepEqual(steps, ['sent', 'searchJobs run running', 'ended']);
  });

  it('leaves the focus where it is after a time that was chosen', async () => {
    await sending(() => failing).send(sent, view, { notBefore: '2026-01-31T09:00:00.000Z' });
    assert.deepEqual(steps, ['sent', 'searchJobs run running', 'ended']);
  });

  it('goes on where the run cannot be shown, and tells of that', async () => {
    const closed = { show: () => Promise.reject(new Error('closed')) };
    const { id } = await sending(() => failing).send(sent, closed);
    assert.equal(id, 'run');
    assert.match(String(failures), /closed/);
  });

  it('tells once the run is on screen, whenever that ends', async () => {
    let end: (exchange: Exchange) => void = () => undefined;
    const later = new SendAndShow({
      sender: {
        send(_draft, options) {
          options?.onStart?.(begun);
          return new Promise(resolve => (end = resolve));
        },
      },
      latest: () => undefined,
      failed,
    });
    let ended: Promise<Exchange> | undefined;
    await new Promise<void>(onShown => {
      ended = later.send(sent, view, { onShown });
    });
    assert.deepEqual(steps, ['searchJobs run running']);
    end(failing);
    assert.equal((await ended)?.id, 'run');
  });
});
