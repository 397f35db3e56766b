import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Exchange, Outcome } from '../../src/core/exchange';
import { commands } from '../../src/names';
import { FailedStatus } from '../../src/shell/views/failedStatus';
import { replace, restoreAll } from './pressing';

const answered = (status: number): Outcome => ({ kind: 'answered', status });

function exchangeOf(outcome: Outcome): Exchange {
  return {
    id: 'run',
    operationId: 'searchJobs',
    method: 'GET',
    url: 'https://api.example/api/jobs',
    profile: 'Own',
    startedAt: '2026-01-31T09:00:00.000Z',
    attempts: [],
    outcome,
    body: { bytes: 0, contentType: '' },
    credits: {},
  };
}

describe('a failed run in the status bar', () => {
  let status: FailedStatus;
  let items: vscode.StatusBarItem[];
  let isShown: boolean;

  beforeEach(() => {
    [items, isShown] = [[], false];
    const original = vscode.window.createStatusBarItem.bind(vscode.window);
    const create = (...args: Parameters<typeof original>) => {
      const made = original(...args);
      items.push(made);
      made.show = () => (isShown = true);
      made.hide = () => (isShown = false);
      return made;
    };
    replace(vscode.window, 'createStatusBarItem', create as typeof original);
    status = new FailedStatus();
  });
  afterEach(() => {
    status.dispose();
    restoreAll();
  });

  it('says that a good status came without what was due', () => {
    const diagnosis = { code: 'emptyAnswer', facts: {}, fixes: [] } as const;
    status.onExchange({ ...exchangeOf(answered(200)), diagnosis });
    assert.equal(isShown, true);
    assert.equal(items[0]?.text, '$(warning) 200 OK, empty');
  });

  for (const [outcome, text] of [
    [answered(402), '$(error) 402'],
    [{ kind: 'unreachable', reason: 'dns', sent: false }, '$(error) Not sent: host not found'],
    [{ kind: 'refused', reason: 'noKey' }, '$(error) Not sent'],
  ] as const) {
    it(`says ${text}, and a click shows the run`, () => {
      status.onExchange(exchangeOf(outcome));
      assert.equal(isShown, true);
      const [item] = items;
      assert.ok(item);
      assert.equal(item.text, text);
      assert.match(item.tooltip as string, /^Search jobs with query parameters: .*Show the run$/);
      const { command, arguments: given } = item.command as vscode.Command;
      assert.deepEqual([command, given], [commands.showExchange, ['run']]);
    });
  }

  for (const outcome of [{ kind: 'running' }, answered(200)] as const) {
    it(`goes when another one is ${outcome.kind}`, () => {
      status.onExchange(exchangeOf(answered(500)));
      status.onExchange(exchangeOf(outcome));
      assert.equal(isShown, false);
    });
  }

  it('is none of what the person stopped or did not confirm, and no check of a key', () => {
    status.onExchange(exchangeOf({ kind: 'cancelled', sent: true }));
    status.onExchange(exchangeOf({ kind: 'refused', reason: 'notConfirmed' }));
    for (const code of [404, 401])
      status.onExchange({ ...exchangeOf(answered(code)), purpose: 'keyCheck' });
    assert.deepEqual(items, []);
  });
});
