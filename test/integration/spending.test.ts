import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import type { Exchange, JoboExplorerApi } from '../../src/api';
import { commands, type SettingName } from '../../src/names';
import { answerList, replace, restoreAll, watchPanels } from './pressing';
import { activate, cleanUp, collect, run, setSetting, until, useProfile } from './support';

const search = (page_size: number) => ({ operationId: 'searchJobs', query: { page_size } });

const set = (name: SettingName, value: number | undefined) => setSetting('jobo', name, value);

type Shown = vscode.QuickPickOptions & {
  readonly items: readonly vscode.QuickPickItem[] | Thenable<readonly vscode.QuickPickItem[]>;
  /** How often the list that is drawn has told which of its rows is chosen: once for the first, and for each move. */
  moves: number;
};

/** What the lists say that the editor shows from now on; they are real ones, worked with the editor's own commands. */
function watchPicks(): Shown[] {
  const original = vscode.window.showQuickPick.bind(vscode.window) as (
    ...args: unknown[]
  ) => Thenable<undefined>;
  const shown: Shown[] = [];
  replace(vscode.window, 'showQuickPick', (...args: unknown[]) => {
    const [items, options, ...rest] = args as [Shown['items'], vscode.QuickPickOptions];
    const list: Shown = { ...options, items, moves: 0 };
    shown.push(list);
    return original(items, { ...options, onDidSelectItem: () => (list.moves += 1) }, ...rest);
  });
  return shown;
}

/** Until the list is drawn, which is a while after it was asked for. */
async function drawn(picks: readonly Shown[], count: number): Promise<Shown> {
  await until('the question', () => picks.length === count && picks[count - 1]!.moves > 0);
  return picks[count - 1]!;
}

async function chooseNth(picks: readonly Shown[], count: number, nth: number): Promise<void> {
  const list = await drawn(picks, count);
  for (let n = 0; n < nth; n += 1) {
    await run('workbench.action.quickOpenSelectNext');
    await until('the next row', () => list.moves === n + 2);
  }
  await run('workbench.action.acceptSelectedQuickOpenItem');
}

describe('spending', () => {
  let api: JoboExplorerApi;
  let sandbox: Sandbox;
  before(async () => {
    api = await activate();
    // A server that takes credits, under a profile of its own: the sandbox profile is never billed.
    sandbox = await startSandbox();
  });
  after(() => sandbox.stop());
  beforeEach(() => useProfile('Billed', new URL(sandbox.url).origin, sandbox.keys.good));
  afterEach(async () => {
    restoreAll();
    for (const name of ['confirmAbove', 'sessionLimit', 'dailyLimit', 'repeatMinutes'] as const)
      await set(`credits.${name}`, undefined);
    await cleanUp();
  });
  const send = (size: number): Promise<Exchange> => api.send(search(size));

  it('is confirmed above the threshold; the safe choice comes first', async () => {
    await set('credits.confirmAbove', 20);
    const picks = watchPicks();
    assert.equal((await send(6)).outcome.kind, 'answered');
    assert.equal(picks.length, 0);

    const refused = send(7);
    await chooseNth(picks, 1, 0);
    assert.deepEqual((await refused).outcome, { kind: 'refused', reason: 'notConfirmed' });
    assert.match(picks[0]?.title ?? '', /may take up to 21 credits/);
    assert.match(picks[0]?.placeHolder ?? '', /More than 20 credits for one run/);

    const confirmed = send(7);
    await chooseNth(picks, 2, 1);
    assert.equal((await confirmed).credits.charged, 21);

    const dismissed = send(7);
    await drawn(picks, 3);
    await run('workbench.action.closeQuickOpen');
    assert.equal((await dismissed).outcome.kind, 'refused');
  });

  it('is withdrawn when the run is cancelled at the question', async () => {
    await set('credits.confirmAbove', 1);
    const picks = watchPicks();
    const changes = collect(api);
    const stop = new AbortController();
    const cancelled = api.send(search(1), { signal: stop.signal });
    await until('the question', () => picks.length === 1);
    assert.deepEqual(changes.seen.at(-1)?.outcome, { kind: 'asking' });
    stop.abort();
    assert.deepEqual((await cancelled).outcome, { kind: 'cancelled', sent: false });
    changes.stop();
  });

  it('is capped by day over runs side by side, whoever starts them', async () => {
    const spent = (await send(2)).credits.charged ?? 0;
    assert.equal(spent, 6);
    await set('credits.dailyLimit', 1);
    const picks = watchPicks();
    const runs = [send(1), send(3)];
    await chooseNth(picks, 1, 0);
    await chooseNth(picks, 2, 0);
    for (const { outcome } of await Promise.all(runs)) assert.equal(outcome.kind, 'refused');
    assert.match(picks[0]?.placeHolder ?? '', /over the limit of 1 credit a day/);
  });

  it('never stops the sandbox or a test key', async () => {
    await set('credits.confirmAbove', 1);
    const picks = watchPicks();
    await run(commands.switchProfile, 'Sandbox');
    assert.equal((await send(50)).outcome.kind, 'answered');
    await useProfile('Practice', new URL(sandbox.url).origin, sandbox.keys.test);
    assert.equal((await send(50)).outcome.kind, 'answered');
    assert.equal(picks.length, 0);
  });

  describe('of a request that was answered lately', () => {
    const labels = async (picks: readonly Shown[], nth: number) =>
      (await picks[nth]!.items).map(({ label, description = '' }) =>
        `${label} ${description}`.trim(),
      );

    it('offers the answer that is kept, for nothing, before it is sent again', async () => {
      const page = watchPanels();
      await run(commands.openOperation, 'searchJobs');
      const draft = {
        operationId: 'searchJobs',
        path: {},
        query: { page_size: 4 },
        headers: {},
        files: {},
      };
      const press = () => page().call('exchange/send', { draft, anyway: true });
      const { seen, stop } = collect(api);
      const picks = watchPicks();
      await press();
      await until('the first answer', () => page().shown()?.phase.kind === 'settled');
      const first = page().shown()!.id;
      const rows = seen.length;

      const shows = () => page().posted.filter(({ event }) => event === 'panel/show').length;
      const before = shows();
      await press();
      await chooseNth(picks, 1, 0);
      assert.deepEqual(await labels(picks, 0), [
        'Show the kept answer 0 credits · just now',
        'Send again',
        'Change the limits…',
      ]);
      assert.match(picks[0]!.placeHolder ?? '', /The same request was answered just now/);
      // The same press again, before this one has ended, would join it.
      await until('the kept answer', () => shows() > before);
      assert.equal(page().shown()?.id, first);
      assert.equal(seen.length, rows);

      await press();
      await chooseNth(picks, 2, 1);
      await until('another run', () =>
        seen.some(({ id, credits }) => id !== first && credits.charged === 12),
      );
      stop();
    });

    it('is sent, and counted as what it took, also where its panel has been closed meanwhile', async () => {
      const page = watchPanels();
      await run(commands.openOperation, 'searchJobs');
      const query = { page_size: 9 };
      const draft = { operationId: 'searchJobs', path: {}, query, headers: {}, files: {} };
      await send(9);
      const { seen, stop } = collect(api);
      const picks = watchPicks();
      await page().call('exchange/send', { draft, anyway: true });
      await until('the question', () => picks.length === 1);
      await run('workbench.action.closeAllEditors');
      await chooseNth(picks, 1, 1);
      await until('the answer', () => seen.some(({ credits }) => credits.charged === 27));
      stop();
    });

    it('shows the answer that was kept in another panel, where its own has been closed meanwhile', async () => {
      const kept = await send(7);
      const page = watchPanels();
      await run(commands.openOperation, 'searchJobs');
      const query = { page_size: 7 };
      const draft = { operationId: 'searchJobs', path: {}, query, headers: {}, files: {} };
      const picks = watchPicks();
      const closed = page();
      await closed.call('exchange/send', { draft, anyway: true });
      await until('the question', () => picks.length === 1);
      await run('workbench.action.closeAllEditors');
      await chooseNth(picks, 1, 0);
      await until('another panel', () => page() !== closed);
      await page().call('panel/ready', {});
      assert.equal(page().shown()?.id, kept.id);
    });

    it('is one question, which names the limits too; dismissed, nothing is sent', async () => {
      await send(5);
      await set('credits.confirmAbove', 10);
      const picks = watchPicks();
      const dismissed = send(5);
      const { placeHolder = '' } = await drawn(picks, 1);
      assert.match(placeHolder, /answered just now.*More than 10 credits for one run/);
      await run('workbench.action.closeQuickOpen');
      assert.deepEqual((await dismissed).outcome, { kind: 'refused', reason: 'notConfirmed' });
      assert.equal(picks.length, 1);
    });

    it('asks in the palette too, shows what was kept, and joins a press that comes meanwhile', async () => {
      const kept = await send(6);
      const page = watchPanels();
      await run(commands.openOperation, 'searchJobs');
      const draft = { operationId: 'searchJobs', path: {}, query: { page_size: '6' }, headers: {} };
      await page().call('draft/change', { draft: { ...draft, files: {} } });
      const picks = watchPicks();
      const asked = [run(commands.sendRequest, 'searchJobs'), send(6)] as const;
      await chooseNth(picks, 1, 0);
      await Promise.all(asked);
      assert.equal((await asked[1]).id, kept.id);
      await until('the kept answer', () => page().shown()?.id === kept.id);
      assert.equal(picks.length, 1);
    });

    it('does as another extension says, without a question', async () => {
      const kept = await send(8);
      const picks = watchPicks();
      const request = search(8);
      const same = await api.send(request, { repeating: 'kept' });
      assert.equal(same.id, kept.id);
      assert.match(same.body.text ?? '', /"jobs"/);
      const other = await api.send(request, { repeating: 'send' });
      assert.notEqual(other.id, kept.id);
      assert.equal(other.credits.charged, 24);
      assert.equal(picks.length, 0);
    });

    it('asks nothing for another key, another request, nor when it is turned off', async () => {
      await send(9);
      const picks = watchPicks();
      assert.equal((await send(11)).credits.charged, 33);
      await set('credits.repeatMinutes', 0);
      assert.equal((await send(9)).credits.charged, 27);
      await set('credits.repeatMinutes', undefined);
      await run(commands.setApiKey, sandbox.keys.unlimited);
      assert.equal((await send(9)).outcome.kind, 'answered');
      assert.equal(picks.length, 0);
    });

    it('asks nothing where a test key or the sandbox answers', async () => {
      const picks = watchPicks();
      await run(commands.switchProfile, 'Sandbox');
      const ids = [(await send(12)).id, (await send(12)).id];
      await useProfile('Practice', new URL(sandbox.url).origin, sandbox.keys.test);
      ids.push((await send(12)).id, (await send(12)).id);
      assert.equal(new Set(ids).size, 4);
      assert.equal(picks.length, 0);
    });
  });

  it('is told in the credits menu and exported as CSV, without the key', async () => {
    const { id } = await send(3);
    const { asked } = answerList(label => label.includes('Export'));
    const target = path.join(await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-csv-')), 'spent.csv');
    replace(vscode.window, 'showSaveDialog', () => Promise.resolve(vscode.Uri.file(target)));
    await run(commands.showCredits);
    assert.match(asked[0] ?? '', /Credits of Billed/);
    const text = await fs.readFile(target, 'utf8');
    const row = text.split('\r\n').find(line => line.endsWith(id)) ?? '';
    assert.match(row, /,Billed,searchJobs,9,9,settled,3,\d+,/);
    assert.ok(!text.includes(sandbox.keys.good));
    await fs.rm(path.dirname(target), { recursive: true });
  });
});
