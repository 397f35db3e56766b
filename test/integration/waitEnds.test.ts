import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Exchange, Outcome } from '../../src/core/exchange';
import { Tell } from '../../src/shell/common/tell';
import { TellLateEnd } from '../../src/shell/runs/tellLateEnd';
import { replace, restoreAll } from './pressing';
import { until } from './support';

const began = '2026-01-31T09:00:00.000Z';
const attempt = (second: number) => ({
  startedAt: new Date(Date.parse(began) + second * 1_000).toISOString(),
  durationMs: 100,
  headers: {},
  sent: true,
  timing: {},
  bytesOut: 0,
  bytesIn: 0,
  via: 'undici' as const,
  redirects: [],
});
const running: Outcome = { kind: 'running' };
const answered: Outcome = { kind: 'answered', status: 429 };
const scheduled: Outcome = { kind: 'scheduled', until: began, reason: 'server' };

function exchangeOf(outcome: Outcome, seconds: readonly number[] = [0]): Exchange {
  return {
    id: 'run',
    operationId: 'getConnectorFilters',
    method: 'GET',
    url: 'https://api.example/api/connectors/filters',
    profile: 'Own',
    startedAt: began,
    attempts: seconds.map(attempt),
    outcome,
    body: { bytes: 0, contentType: '' },
    credits: {},
  };
}

describe('the end of a wait', () => {
  let told: string[];
  let shown: string[];
  let panel: { visible: boolean } | undefined;
  let ends: TellLateEnd;

  beforeEach(() => {
    [told, shown, panel] = [[], [], { visible: true }];
    ends = new TellLateEnd({
      tell: new Tell(text => text),
      panelOf: () => panel,
      show: id => Promise.resolve(shown.push(id)),
      failed: failure => assert.fail(String(failure)),
    });
    const say = (text: string, ...items: readonly unknown[]) => {
      told.push(text);
      return Promise.resolve(items[0] as string);
    };
    replace(
      vscode.window,
      'showInformationMessage',
      say as typeof vscode.window.showInformationMessage,
    );
  });
  afterEach(restoreAll);

  /** Begins in a panel that is hidden or closed before it ends. */
  const runs = (before: readonly Outcome[], end: Exchange, then: typeof panel) => {
    for (const outcome of before) ends.onExchange(exchangeOf(outcome));
    panel = then;
    ends.onExchange(end);
  };

  it('of half a minute is told once where the panel is hidden, with a button that shows the run', async () => {
    runs([running], exchangeOf(answered, [0, 45]), { visible: false });
    ends.onExchange(exchangeOf(answered, [0, 45]));
    assert.equal(told.length, 1);
    assert.match(told[0]!, /, after its wait: 429 Too Many Requests\.$/);
    await until('the run', () => shown.length > 0);
    assert.deepEqual(shown, ['run']);
  });

  it('is told of a key check as of one', () => {
    const checked = (exchange: Exchange): Exchange => ({ ...exchange, purpose: 'keyCheck' });
    ends.onExchange(checked(exchangeOf(running)));
    panel = { visible: false };
    ends.onExchange(checked(exchangeOf({ kind: 'answered', status: 404 }, [0, 45])));
    assert.deepEqual(told, ['Key check, after its wait: 404 Not Found, the key works.']);
  });

  it('is told where the panel was closed, and for a run that was scheduled, however short', () => {
    runs([running, scheduled, running], exchangeOf(answered, [0, 3]), undefined);
    assert.equal(told.length, 1);
  });

  for (const [name, end, where] of [
    ['in a panel that can be seen', exchangeOf(answered, [0, 45]), { visible: true }],
    ['after a short wait', exchangeOf(answered, [0, 20]), { visible: false }],
    ['at once', exchangeOf(answered), { visible: false }],
    ['by the person', exchangeOf({ kind: 'cancelled', sent: false }, [0, 45]), { visible: false }],
    ['with the window', exchangeOf({ kind: 'interrupted', sent: true }, [0, 45]), undefined],
  ] as const) {
    it(`is not told for a run that ended ${name}`, () => {
      runs([running], end, where);
      assert.deepEqual(told, []);
    });
  }

  it('is not told for a run that was never in a panel', () => {
    panel = undefined;
    runs([running, scheduled], exchangeOf(answered, [0, 45]), undefined);
    assert.deepEqual(told, []);
  });
});
