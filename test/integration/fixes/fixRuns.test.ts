import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Exchange } from '../../../src/api';
import type { HistoryRow } from '../../../src/core/history/row';
import type { PanelView } from '../../../src/protocol';
import { commands, contextKeys } from '../../../src/names';
import { runToFix } from '../../../src/shell/commands/fixRuns';
import { answerList, replace } from '../pressing';
import { fixCases } from './fixCases';
import { collect, run, until } from '../support';

const tooLarge = { operationId: 'searchJobs', query: { page_size: 640 } } as const;

/** The list of remedies as the person sees it; answered with the first one, or left. */
function seeList({ take }: { readonly take: boolean }) {
  const seen: { title: string; items: readonly vscode.QuickPickItem[] }[] = [];
  const answer = async (
    given: readonly (vscode.QuickPickItem | string)[] | Thenable<readonly vscode.QuickPickItem[]>,
    options?: vscode.QuickPickOptions,
  ) => {
    const items = [...(await given)].filter(item => typeof item !== 'string');
    seen.push({ title: options?.title ?? '', items });
    return take ? items[0] : undefined;
  };
  replace(vscode.window, 'showQuickPick', answer as typeof vscode.window.showQuickPick);
  return seen;
}

describe('remedies from the palette and from History', () => {
  const cases = fixCases();
  const { page, as } = cases;
  beforeEach(() => as('good'));

  const settledAfter = async (act: () => Promise<unknown>): Promise<Exchange> => {
    const { seen, stop } = collect(cases.api);
    await act();
    await until('another run', () => seen.at(-1)?.outcome.kind === 'answered');
    stop();
    return seen.at(-1)!;
  };

  it('mend the latest failed run: the default is first, with the words of its button', async () => {
    const { diagnosis } = await cases.api.send(tooLarge);
    const seen = seeList({ take: true });
    const next = await settledAfter(() => run(commands.fixLastRun));
    assert.equal(new URL(next.url).searchParams.get('page_size'), '100');
    assert.match(seen[0]!.title, /· 400 · /);
    const { items } = seen[0]!;
    assert.deepEqual(
      items.map(({ label }) => label),
      diagnosis?.fixes.map(({ title }) => title),
    );
    assert.equal(items[0]!.description, 'default');
    assert.equal(items[0]!.detail, 'page_size 640 → 100 · up to 300 credits');
    const { result } = await page().call('panel/ready', {});
    assert.equal((result as PanelView).exchange?.id, next.id);
  });

  it('mend the run of a row in History, whichever is the latest', async () => {
    const { id } = await cases.api.send(tooLarge);
    await cases.api.send({
      operationId: 'getJob',
      path: { id: '00000000-0000-0000-0000-000000000000' },
    });
    seeList({ take: true });
    const next = await settledAfter(() => run(commands.fixRun, { kind: 'run', id }));
    assert.equal(next.operationId, 'searchJobs');
  });

  it('mend the run that the panel shows rather than the latest', async () => {
    const { id } = await cases.api.send(tooLarge);
    await cases.api.send({ operationId: 'geocodeLocation' });
    await run(commands.showExchange, id);
    const [list] = await listOf(() => run(commands.fixLastRun));
    assert.match(list?.items[0]?.label ?? '', /page_size/);
  });

  const listOf = async (act: () => Promise<unknown>) => {
    const seen = seeList({ take: false });
    await act();
    return seen;
  };

  it('change nothing, and open nothing, when the list is left', async () => {
    await cases.api.send(tooLarge);
    const { seen, stop } = collect(cases.api);
    await listOf(() => run(commands.fixLastRun));
    stop();
    assert.deepEqual(seen, []);
    assert.throws(() => page(), /no panel has been opened/);
  });

  it('are refused in words when the request has been changed since', async () => {
    const { id } = await cases.api.send(tooLarge);
    await run(commands.showExchange, id);
    await page().call('panel/ready', {});
    const { operationId } = tooLarge;
    const draft = { operationId, path: {}, query: { page_size: 99 }, headers: {}, files: {} };
    await page().call('draft/change', { draft });
    seeList({ take: true });
    await assert.rejects(run(commands.fixRun, id), /changed since this run.*Send it, or open/);
  });

  it('are offered only while a run is kept that can be mended', async () => {
    const told: unknown[] = [];
    const original = vscode.commands.executeCommand.bind(vscode.commands);
    await cases.api.send(tooLarge);
    replace(vscode.commands, 'executeCommand', ((command: string, ...args: unknown[]) => {
      if (command === 'setContext' && args[0] === contextKeys.canFix) told.push(args[1]);
      return original(command, ...args);
    }) as typeof vscode.commands.executeCommand);
    answerList(label => label === 'Clear it');
    await run(commands.clearHistory);
    await until('the command to be hidden', () => told.at(-1) === false);
    await assert.rejects(run(commands.fixRun, 'none'), /no longer kept/);
    const { id } = await cases.api.send({ operationId: 'getConnectorFilters' });
    await assert.rejects(run(commands.fixRun, id), /Nothing is to be mended/);
    await cases.api.send(tooLarge);
    await until('the command to be offered', () => told.at(-1) === true);
    assert.deepEqual(told, [false, true]);
  });
});

describe('the run to mend', () => {
  const row = (id: string, status: number, rest: { fixes?: boolean; after?: string } = {}) => {
    const { fixes = status >= 300, after } = rest;
    const diagnosis = {
      code: 'badRequest',
      facts: {},
      fixes: fixes ? [{ kind: 'copyReport' }] : [],
    };
    const exchange = { id, outcome: { kind: 'answered', status }, diagnosis };
    return { exchange, after } as unknown as HistoryRow;
  };
  const chosen = (...rows: readonly HistoryRow[]) => runToFix(rows)?.exchange.id;

  it('is the newest that failed and that nothing came of', () => {
    assert.equal(chosen(row('good', 200), row('new', 400), row('old', 404)), 'new');
    const mended = row('mended', 200, { after: 'new' });
    assert.equal(chosen(mended, row('new', 400), row('old', 404)), 'old');
  });

  it('is before any answer with a catch, which is taken where nothing failed', () => {
    const warned = row('warned', 200, { fixes: true });
    assert.equal(chosen(warned, row('failed', 400)), 'failed');
    assert.equal(chosen(warned, row('good', 200)), 'warned');
  });

  it('is still the one that failed where its remedy was declined', () => {
    const { exchange, ...others } = row('declined', 400, { after: 'failed' });
    const outcome = { kind: 'refused', reason: 'notConfirmed' } as const;
    const declined = { ...others, exchange: { ...exchange, outcome } };
    assert.equal(chosen(declined, row('failed', 402)), 'failed');
  });

  it('is none where nothing offers a remedy', () => {
    assert.equal(chosen(row('good', 200), row('hopeless', 418, { fixes: false })), undefined);
    assert.equal(chosen(), undefined);
  });
});
