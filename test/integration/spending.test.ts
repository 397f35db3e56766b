import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import type { Exchange, JoboExplorerApi } from '../../src/api';
import { commands, type SettingName } from '../../src/names';
import { answerList, replace, restoreAll } from './pressing';
import { activate, cleanUp, run, until, useProfile } from './support';

const search = (page_size: number) => ({ operationId: 'searchJobs', query: { page_size } });

const set = (name: SettingName, value: number | undefined) =>
  vscode.workspace.getConfiguration('jobo').update(name, value, true);

/** What the lists say that the editor shows from now on; they are real ones, worked with the editor's own commands. */
function watchPicks(): vscode.QuickPickOptions[] {
  const original = vscode.window.showQuickPick.bind(vscode.window) as (
    ...args: unknown[]
  ) => Thenable<undefined>;
  const shown: vscode.QuickPickOptions[] = [];
  replace(vscode.window, 'showQuickPick', (...args: unknown[]) => {
    shown.push(args[1] as vscode.QuickPickOptions);
    return original(...args);
  });
  return shown;
}

async function chooseNth(picks: readonly unknown[], count: number, nth: number): Promise<void> {
  await until('the question', () => picks.length === count, 10_000);
  // The list takes a moment to be there after it was asked for.
  await new Promise(resolve => setTimeout(resolve, 400));
  for (let n = 0; n < nth; n += 1) await run('workbench.action.quickOpenSelectNext');
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
    for (const name of ['confirmAbove', 'sessionLimit', 'dailyLimit'] as const)
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
    await until('the question', () => picks.length === 3);
    await new Promise(resolve => setTimeout(resolve, 300));
    await run('workbench.action.closeQuickOpen');
    assert.equal((await dismissed).outcome.kind, 'refused');
  });

  it('is withdrawn when the run is cancelled at the question', async () => {
    await set('credits.confirmAbove', 1);
    const picks = watchPicks();
    const stop = new AbortController();
    const cancelled = api.send(search(1), { signal: stop.signal });
    await until('the question', () => picks.length === 1);
    stop.abort();
    assert.deepEqual((await cancelled).outcome, { kind: 'cancelled', sent: false });
  });

  it('is capped by day over runs side by side, whoever starts them', async () => {
    const spent = (await send(2)).credits.charged ?? 0;
    assert.equal(spent, 6);
    await set('credits.dailyLimit', 1);
    const picks = watchPicks();
    const runs = [send(1), send(2)];
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
