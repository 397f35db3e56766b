import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Exchange, JoboExplorerApi, SendOptions } from '../../src/api';
import type { Exchange as CoreExchange } from '../../src/core/exchange';
import { keyProbe } from '../../src/core/run/keyProbe';
import { commands, panelType } from '../../src/names';
import { createStory } from '../../src/shell/common/log';
import { exchangeView } from '../../src/shell/panel/exchangeView';
import { runReport } from '../../src/shell/runs/runReport';
import { seenIds } from '../../src/shell/suggestions/seenIds';
import { CreditsStatus, type CreditsStatusParts } from '../../src/shell/views/creditsStatus';
import { soughtOf } from '../../src/shell/views/historyWords';
import { assertDocumented } from './documented';
import { attemptWith, exchangeOf } from './exchanges';
import { answerList, hearMessages, press, replace, restoreAll, watchPanels } from './pressing';
import {
  activate,
  cleanUp,
  makeKey,
  run,
  runsOf,
  startRecorder,
  until,
  useProfile,
  type Recorder,
} from './support';

const zeroId = keyProbe.path['id'] ?? assert.fail();
const address = `/api/jobs/${zeroId}`;
const byHand = { operationId: 'getJob', path: { id: zeroId } };
const name = 'Key checks';

const titles = () =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes(panelType),
    )
    .map(({ label }) => label);

describe('a key check', () => {
  let api: JoboExplorerApi;
  before(async () => {
    api = await activate();
  });
  afterEach(async () => {
    restoreAll();
    await cleanUp();
  });

  describe('is shown as one', () => {
    let server: Recorder;
    let status = 404;
    before(async () => {
      server = await startRecorder((_, response) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end('{}'),
      );
    });
    after(() => server.stop());
    beforeEach(async () => {
      status = 404;
      hearMessages();
      await useProfile(name, server.url, makeKey());
    });

    const check = async (): Promise<Exchange> => {
      const runs = await runsOf(api, () => run(commands.checkApiKey));
      assert.equal(runs.length, 1);
      return runs[0]!;
    };
    const chosen = async (command: string, given?: string) => {
      const create = vscode.window.createQuickPick.bind(vscode.window);
      let picker: vscode.QuickPick<vscode.QuickPickItem> | undefined;
      replace(vscode.window, 'createQuickPick', <T extends vscode.QuickPickItem>() => {
        const made = create<T>();
        picker = made;
        return made;
      });
      const searching = run(command, given);
      await until('the list', () => picker !== undefined && !picker.busy);
      const labels = picker!.items.map(({ label, description }) => `${label}: ${description}`);
      picker!.hide();
      await searching;
      return labels;
    };

    it('by the public API, which documents it', async () => {
      const exchange = await check();
      assertDocumented(exchange);
      assert.equal(exchange.purpose, 'keyCheck');
      assert.equal(exchange.operationId, 'getJob');
      assert.equal(exchange.diagnosis, undefined);
    });

    it('in the panel: in its tab, its header and its status', async () => {
      const { id } = await check();
      const page = watchPanels();
      await run(commands.showExchange, id);
      await until('the panel', () => titles().includes('Key check'));
      await page().call('panel/ready', {});
      const shown = page().shown() ?? assert.fail('nothing is shown');
      assert.equal(shown.title, `Key check: GET ${address}`);
      assert.equal(shown.status?.text, '404 Not Found, the key works');
      assert.equal(shown.status.tone, 'good');
      assert.match(shown.status.meaning, /only a key that works is told so/);
      assert.equal(shown.card, undefined);
    });

    it('in the panel where the key is rejected, with what is to be done', async () => {
      status = 401;
      const { id } = await check();
      const page = watchPanels();
      await run(commands.showExchange, id);
      await page().call('panel/ready', {});
      const shown = page().shown() ?? assert.fail('nothing is shown');
      assert.equal(shown.title, `Key check: GET ${address}`);
      assert.deepEqual([shown.status?.text, shown.status?.tone], ['401 Unauthorized', 'bad']);
      assert.equal(shown.card?.title, 'The key was not accepted');
    });

    it('in the search of History, where the name of the operation does not find it', async () => {
      await check();
      const good = 'Key check: 404 Not Found, the key works · Key checks';
      const find = (text: string) => chosen(commands.searchHistory, `profile:"${name}" ${text}`);
      for (const text of [
        '"key check"',
        'op:keyCheck',
        'op:"key check"',
        'status:ok',
        '"key works"',
      ])
        assert.ok((await find(text)).includes(good), text);
      for (const text of ['"Read one job"', 'op:getJob', 'status:failed'])
        assert.ok(!(await find(text)).includes(good), text);
    });

    it('in the list of credits', async () => {
      await check();
      const labels: string[] = [];
      answerList(label => {
        labels.push(label);
        return false;
      });
      await run(commands.showCredits);
      assert.equal(
        labels.find(label => label.includes('(history)')),
        '$(history) Key check',
      );
    });

    it('in an exported history and in a copied report', async () => {
      const { id } = await check();
      const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-check-'));
      const file = path.join(folder, 'history.md');
      replace(vscode.window, 'showSaveDialog', () => Promise.resolve(vscode.Uri.file(file)));
      await run(commands.exportHistory, { kind: 'run', id });
      const text = await fs.readFile(file, 'utf8');
      await fs.rm(folder, { recursive: true });
      assert.match(text, /\| Key check \| 404 Not Found, the key works \|/);
      assert.match(text, /^## Key check: GET /m);
      assert.ok(!text.includes('Read one job'));
    });

    it('and is never the last answer of Read one job', async () => {
      const asked = await api.send({ operationId: 'getJob', path: { id: 'one' } }, {});
      const { id } = await check();
      const page = watchPanels();
      await run(commands.openOperation, 'getJob');
      await page().call('panel/ready', {});
      assert.equal(page().shown()?.id, asked.id);
      await run(commands.showExchange, id);
      await until('the check', () => page().shown()?.id === id);
      await run(commands.openOperation, 'getJob');
      await until('the answer', () => page().shown()?.id === asked.id);
      await until('its title', () => titles().join() === 'GET Read one job');
    });

    it('mended by the same request with another profile', async () => {
      status = 401;
      const rejected = await check();
      await useProfile('Key checks, other', server.url, makeKey());
      await run(commands.switchProfile, name);
      const page = watchPanels();
      answerList(label => label.includes('Key checks, other'));
      const [next] = await runsOf(api, () => press(page, rejected, 'switchProfile'));
      assert.deepEqual([next?.profile, next?.purpose], ['Key checks, other', 'keyCheck']);
    });

    it('sent again, and none where a person asks for the same job', async () => {
      const checked = await check();
      const [again] = await runsOf(api, () => run(commands.sendAgain, checked.id));
      assert.equal(again?.purpose, 'keyCheck');
      const [inSandbox] = await runsOf(api, () => run(commands.sendInSandbox, checked.id));
      assert.deepEqual([inSandbox?.profile, inSandbox?.purpose], ['Sandbox', 'keyCheck']);
      const hand = await api.send(byHand, { purpose: 'keyCheck' } as SendOptions);
      const [handAgain] = await runsOf(api, () => run(commands.sendAgain, hand.id));
      for (const each of [hand, handAgain ?? assert.fail('nothing was sent')]) {
        assert.ok(!('purpose' in each));
        assert.equal(each.diagnosis?.code, 'notFound');
      }
      assert.match(
        (await chosen(commands.searchHistory, 'op:getJob'))[0] ?? '',
        /^Read one job: 404/,
      );
    });
  });

  describe('is worded as one', () => {
    const checked = (code: number): CoreExchange =>
      exchangeOf(
        'getJob',
        { kind: 'answered', status: code },
        {
          purpose: 'keyCheck',
          url: `https://api.example${address}`,
          attempts: [attemptWith({ status: code })],
        },
      );

    it('in the log, where a key that works is no warning', () => {
      const lines: string[] = [];
      const log = (level: string) => (message: unknown) =>
        void lines.push(`${level} ${String(message)}`);
      const story = createStory({
        trace: log('trace'),
        debug: log('debug'),
        info: log('info'),
        warn: log('warn'),
        error: log('error'),
      });
      story(checked(404));
      story(checked(401));
      const called = `Key check: GET https://api.example${address}`;
      assert.equal(lines[0], `info ${called} with profile Live`);
      assert.equal(lines[2], `info ${called}: 404 Not Found, the key works, 0 B`);
      assert.equal(lines[5], `warn ${called}: 401 Unauthorized, 0 B`);
    });

    it('in a runReport, and in what is searched', () => {
      assert.match(runReport(checked(404)), /^# Key check: GET `https:/);
      const { operation, words } = soughtOf(checked(404));
      assert.equal(operation, 'keycheck key check');
      assert.ok(!words.includes('read one job'));
    });

    it('in the status bar while it is being sent', () => {
      const original = vscode.window.createStatusBarItem.bind(vscode.window);
      const items: vscode.StatusBarItem[] = [];
      const create = (...args: Parameters<typeof original>) => {
        const made = original(...args);
        items.push(made);
        return made;
      };
      replace(vscode.window, 'createStatusBarItem', create as typeof original);
      const parts: CreditsStatusParts = {
        balances: {} as never,
        profiles: {} as never,
        running: () => [{ ...checked(404), outcome: { kind: 'running' } }],
        today: () => undefined,
      };
      const status = new CreditsStatus(parts);
      status.refresh();
      const [item] = items;
      assert.equal(item?.text, '$(sync~spin) Key check');
      assert.equal(item.tooltip, 'Key check is being sent.');
      status.dispose();
    });

    it('in the panel as a failure only where it is one', () => {
      assert.equal(exchangeView(checked(404), undefined).status?.tone, 'good');
      assert.equal(exchangeView(checked(200), undefined).status?.tone, 'bad');
      assert.equal(exchangeView(checked(503), undefined).status?.tone, 'bad');
    });

    it('and shows no ids', async () => {
      const body = JSON.stringify({
        jobs: [{ id: '3f2b8c1e-0000-4000-8000-000000000001', title: 'Cook' }],
      });
      const bytes = Buffer.from(body);
      const seenIn = (exchange: CoreExchange) => {
        const found = {
          ...exchange,
          body: { bytes: bytes.length, contentType: 'application/json' },
        };
        const history = {
          rows: () => [{ exchange: found }],
          readBody: () => Promise.resolve(bytes),
        };
        const parts = { history, bodies: { held: () => undefined } };
        return seenIds(parts as never, 'Live', 'job');
      };
      assert.equal((await seenIn({ ...checked(200), purpose: 'keyCheck' })).length, 0);
      const { purpose: _, ...use } = checked(200);
      assert.equal((await seenIn(use)).length, 1);
    });
  });
});
