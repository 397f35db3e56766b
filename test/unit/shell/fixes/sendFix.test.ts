import assert from 'node:assert/strict';
import type { Exchange, Outcome } from '../../../../src/core/exchange';
import type { Draft } from '../../../../src/core/request/draft';
import { sendFix } from '../../../../src/shell/fixes/sendFix';
import { row } from '../../history/rows';
import { draft } from '../../request/drafts';

const sized = (size: number) => draft('searchJobs', { query: { page_size: size } });
const [before, changed, typed, other] = [sized(640), sized(100), sized(7), sized(1)];
const declined: Outcome = { kind: 'refused', reason: 'notConfirmed' };
const answered: Outcome = { kind: 'answered', status: 200 };

describe('the draft of an operation, and a fix that changes it', () => {
  let own: Draft;
  /** What stands in the form while the question about money does. */
  let atQuestion: Draft;

  /** Fixes a run that was sent from `before`; resolves with what was sent for how it ended. */
  async function fix(outcome: Outcome, meanwhile?: Draft) {
    const fixed = { ...row('failed'), draft: before };
    const ended: Exchange = { ...row('next').exchange, attempts: [], outcome };
    const stage = { draftOf: () => own } as never;
    const drafts = {
      get: () => own,
      put: (next: Draft) => {
        own = next;
        return Promise.resolve();
      },
    };
    let over: Promise<Exchange> | undefined;
    const sendAndShow = {
      send: (_draft: Draft, _view: unknown, { onShown }: { onShown?: () => void } = {}) => {
        atQuestion = own;
        if (meanwhile) own = meanwhile;
        onShown?.();
        return (over = Promise.resolve(ended));
      },
    };
    const parts = { drafts, sendAndShow, history: { get: () => undefined } };
    await sendFix({ draft: changed, profile: 'Own' }, fixed, stage, parts, before);
    await over;
    // What follows the end of the run has its turn.
    await new Promise(resolve => setImmediate(resolve));
  }

  it('is the changed one, also after the run', async () => {
    own = before;
    await fix(answered);
    assert.deepEqual([atQuestion, own], [changed, changed]);
  });

  it('is as it was where the person declines the run', async () => {
    own = before;
    await fix(declined);
    assert.deepEqual([atQuestion, own], [changed, before]);
  });

  it('is what was typed while the question stood, whatever the person says', async () => {
    for (const outcome of [declined, answered]) {
      own = before;
      await fix(outcome, typed);
      assert.deepEqual(own, typed);
    }
  });

  it('is left alone where it is another one than that of the run', async () => {
    for (const outcome of [declined, answered]) {
      own = other;
      await fix(outcome);
      assert.deepEqual([atQuestion, own], [other, other]);
    }
  });
});
