import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Exchange, JoboExplorerApi } from '../../src/api';
import { answerScheme, commands } from '../../src/names';
import { answerInput, answerList, replace, restoreAll, watchPanels } from './pressing';
import {
  activate,
  cleanUp,
  collect,
  makeKey,
  run,
  setSetting,
  startRecorder,
  until,
  useProfile,
} from './support';

const jobs = (...rows: object[]) => JSON.stringify({ total: rows.length, jobs: rows });
const search = { operationId: 'searchJobs', query: { q: 'kiln', page_size: 2 } };

/** The two sides of the diff that is shown, and its title. */
function shownDiff() {
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  const input = activeTab?.input;
  assert.ok(input instanceof vscode.TabInputTextDiff, 'no diff is shown');
  return { label: activeTab?.label ?? '', original: input.original, modified: input.modified };
}

const textOf = async (uri: vscode.Uri) => (await vscode.workspace.openTextDocument(uri)).getText();

/** What the editor tells; `press` is the button that is pressed. */
function watchMessages(press?: string): readonly string[] {
  const told: string[] = [];
  const tell = (message: string, ...buttons: string[]) => {
    told.push(message);
    return Promise.resolve(buttons.find(button => button === press));
  };
  for (const name of ['showInformationMessage', 'showErrorMessage'] as const)
    replace(vscode.window, name, tell as unknown as typeof vscode.window.showInformationMessage);
  return told;
}

describe('what History offers', () => {
  let api: JoboExplorerApi;

  before(async () => {
    api = await activate();
  });
  afterEach(async () => {
    restoreAll();
    await run(commands.clearHistoryFilter);
    await cleanUp();
  });

  /** Runs of an own profile whose server gives these answers, one after the other. */
  async function answered(...bodies: string[]): Promise<readonly Exchange[]> {
    const left = [...bodies];
    const server = await startRecorder((_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(left.shift()),
    );
    try {
      await useProfile('History cases', server.url, makeKey());
      const exchanges: Exchange[] = [];
      while (exchanges.length < bodies.length)
        exchanges.push(await api.send(search, { repeating: 'send' }));
      return exchanges;
    } finally {
      await server.stop();
    }
  }

  describe('compare', () => {
    it('opens a diff of what two runs were answered, and says what differs', async () => {
      const [one, other] = await answered(
        '{"total":2,"jobs":[{"title":"Cook","id":"a"},{"id":"b","pay":9007199254740993}]}',
        '{"total":2,"jobs":[{"id":"b","pay":9007199254740992},{"id":"c"}]}',
      );
      const told = watchMessages();
      await run(commands.selectForCompare, one!.id);
      await run(commands.compareWithSelected, other!.id);
      const { label, original, modified } = shownDiff();
      assert.match(label, /^Search jobs with query parameters .+ ↔ /);
      for (const uri of [original, modified]) assert.equal(uri.scheme, answerScheme);
      const before = await textOf(original);
      assert.ok(
        before.startsWith('{\n  "jobs": [\n    {\n      "id": "a",\n      "title": "Cook"'),
      );
      assert.match(await textOf(modified), /"id": "c"/);
      assert.equal(told[0], 'jobs: 1 added, 1 removed, 1 changed.');
    });

    it('puts the older of two selected rows first, however they were clicked', async () => {
      const [one, other] = await answered(jobs({ id: 'old' }), jobs({ id: 'new' }));
      watchMessages();
      const nodes = [other, one].map(each => ({ kind: 'run', id: each!.id }));
      await run(commands.compareSelected, nodes[0], nodes);
      const { original, modified } = shownDiff();
      assert.match(await textOf(original), /"old"/);
      assert.match(await textOf(modified), /"new"/);
    });

    it('shows the whole summary as Markdown that does nothing', async () => {
      const hostile = '[x](https://evil.example) <b>|';
      const [one, other] = await answered(jobs(), jobs({ id: 'h', title: hostile }));
      watchMessages('Show Summary');
      await run(commands.selectForCompare, one!.id);
      await run(commands.compareWithSelected, other!.id);
      const document = () => vscode.window.activeTextEditor?.document;
      await until('the summary', () => document()?.uri.path.endsWith('.md') === true);
      const text = document()?.getText() ?? '';
      assert.match(text, /### Added\n\n- h /);
      assert.ok(!text.includes(hostile));
      assert.ok(text.includes('\\[x\\]\\(https\\:'));
    });

    it('says that two answers are the same', async () => {
      const [one, other] = await answered('{"a":1,"b":[]}', '{ "b": [ ], "a": 1 }');
      const told = watchMessages();
      await run(commands.selectForCompare, one!.id);
      await run(commands.compareWithSelected, other!.id);
      assert.match(told[0] ?? '', /are the same/);
    });

    it('compares what is not JSON as text', async () => {
      const [one, other] = await answered('{"a":1}', 'Bad Gateway');
      const told = watchMessages();
      await run(commands.selectForCompare, one!.id);
      await run(commands.compareWithSelected, other!.id);
      assert.match(told[0] ?? '', /compared as text/);
      assert.equal(await textOf(shownDiff().modified), 'Bad Gateway');
    });

    it('refuses one row, three, and a run that is not kept', async () => {
      const [one] = await answered(jobs());
      const node = { kind: 'run', id: one!.id };
      const told = watchMessages();
      for (const all of [[node], [node, node, node], []]) {
        await run(commands.compareSelected, node, all);
        assert.match(told.at(-1) ?? '', /Select two runs/);
      }
      await assert.rejects(run(commands.selectForCompare, 'gone'), /no longer kept/);
    });
  });

  it('sends a run again in the sandbox, with the draft of that run and under no other profile', async () => {
    const [one] = await answered(jobs());
    const { seen, stop } = collect(api);
    const page = watchPanels();
    try {
      await run(commands.sendInSandbox, { kind: 'run', id: one!.id });
      const [{ profile, url, outcome } = assert.fail('nothing was sent')] = seen.slice(-1);
      assert.equal(profile, 'Sandbox');
      assert.equal(new URL(url).search, new URL(one!.url).search);
      assert.deepEqual(outcome, { kind: 'answered', status: 200 });
      await page().call('panel/ready', {});
      assert.match(page().shown()?.before ?? '', /^Back to the run before: 200 · /);
    } finally {
      stop();
    }
    // The active profile is the one of the case still, whose server has gone.
    const wait = () => Promise.resolve();
    const { profile } = await api.send({ operationId: 'getJob', path: { id: 'x' } }, { wait });
    assert.equal(profile, 'History cases');
  });

  it('searches, and shows the run that is chosen', async () => {
    await answered(jobs({ id: 'a', title: 'Saggar maker' }));
    const create = vscode.window.createQuickPick.bind(vscode.window);
    let picker: vscode.QuickPick<vscode.QuickPickItem> | undefined;
    replace(vscode.window, 'createQuickPick', <T extends vscode.QuickPickItem>() => {
      const made = create<T>();
      picker = made;
      return made;
    });
    const searching = run(
      commands.searchHistory,
      'op:searchJobs profile:"history cases" status:ok',
    );
    await until('a list', () => (picker?.items.length ?? 0) > 0);
    const [first] = picker!.items;
    assert.equal(first?.label, 'Search jobs with query parameters');
    assert.match(first.description ?? '', /^200 OK · /);
    for (const item of picker!.items) assert.ok(item.alwaysShow);
    picker!.value = 'body:"saggar maker"';
    await until('bodies that fit', () => picker?.busy === false && picker.items.length > 0);
    picker!.value = 'no-run-has-this-word';
    await until('an empty list', () => picker?.items.length === 0);
    picker!.hide();
    await searching;
  });

  it('filters the view, asks for the filter that stands, and takes it away', async () => {
    await answered(jobs());
    answerInput('status:ok profile:"History cases"');
    await run(commands.filterHistory);
    const asked: (string | undefined)[] = [];
    const ask = (options?: vscode.InputBoxOptions) => {
      asked.push(options?.value, options?.placeHolder);
      return Promise.resolve('');
    };
    replace(vscode.window, 'showInputBox', ask as typeof vscode.window.showInputBox);
    await run(commands.filterHistory);
    assert.equal(asked[0], 'status:ok profile:"History cases"');
    assert.match(asked[1] ?? '', /status:4xx/);
    await run(commands.filterHistory);
    assert.equal(asked[2], '');
  });

  it('keeps no more than the settings say, from the moment on that they are changed', async () => {
    const [old, ...newer] = await answered(jobs(), jobs(), jobs());
    const isKept = ({ id }: Exchange) =>
      Promise.resolve(run(commands.showExchange, id)).then(
        () => true,
        (failure: unknown) => !/no longer kept/.test(String(failure)),
      );
    watchMessages();
    try {
      assert.ok(await isKept(old!));
      await setSetting('jobo', 'history.maximumRuns', newer.length);
      await until('the oldest to go', async () => !(await isKept(old!)));
      for (const each of newer) assert.ok(await isKept(each));
    } finally {
      await setSetting('jobo', 'history.maximumRuns', undefined);
    }
  });

  describe('export', () => {
    let folder: string;
    let file: string;
    beforeEach(async () => {
      folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-export-'));
      file = path.join(folder, 'history.md');
      replace(vscode.window, 'showSaveDialog', () => Promise.resolve(vscode.Uri.file(file)));
      watchMessages();
    });
    afterEach(() => fs.rm(folder, { recursive: true, force: true }));
    const runsIn = (text: string) => text.match(/^## /gm)?.length ?? 0;

    it('writes the selected runs, with a table, and without the key', async () => {
      const key = makeKey();
      const server = await startRecorder((request, response) =>
        response
          .writeHead(400, { 'content-type': 'application/json', 'x-echo': `${key} |` })
          .end(
            `{"error":"<img src=x> [a](https://evil.example) ${String(request.headers['x-api-key'])}"}`,
          ),
      );
      await useProfile('A | B `<i>', server.url, key);
      const one = await api.send(search, { repeating: 'send' });
      const other = await api.send(search, { repeating: 'send' });
      await server.stop();
      const nodes = [one, other].map(({ id }) => ({ kind: 'run', id }));
      await run(commands.exportHistory, nodes[0], nodes);
      const text = await fs.readFile(file, 'utf8');
      assert.match(text, /^# Jobo API runs, \d{4}-\d\d-\d\d\n\n2 runs/);
      assert.equal(runsIn(text), 2);
      assert.ok(!text.includes(key));
      assert.doesNotMatch(text, /(?<!\\)<(img|i>)|\[a\]\(/);
      assert.ok(text.includes('A \\| B \\`\\<i\\>'));
      assert.match(text, /\| 1 \| .* \| 400 Bad Request \|/);
    });

    it('writes one run, a day, what the filter shows, or all', async () => {
      const [one] = await answered(jobs());
      await run(commands.exportHistory, { kind: 'run', id: one!.id });
      assert.equal(runsIn(await fs.readFile(file, 'utf8')), 1);
      const at = new Date(one!.startedAt);
      const two = (value: number) => String(value).padStart(2, '0');
      const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
      await run(commands.exportHistory, { kind: 'day', day });
      const ofDay = runsIn(await fs.readFile(file, 'utf8'));
      assert.ok(ofDay > 1);
      await run(commands.exportHistory);
      const all = runsIn(await fs.readFile(file, 'utf8'));
      assert.ok(all >= ofDay);
      await run(commands.filterHistory, 'profile:"History cases"');
      const { asked } = answerList(label => label.includes('filter'));
      await run(commands.exportHistory);
      assert.equal(asked.length, 1);
      assert.ok(runsIn(await fs.readFile(file, 'utf8')) < all);
    });

    it('tells of a place that cannot be written, and writes nothing when it is dismissed', async () => {
      const [one] = await answered(jobs());
      file = path.join(folder, 'none', '\0', 'x.md');
      await assert.rejects(run(commands.exportHistory, one!.id), /Choose another place/);
      replace(vscode.window, 'showSaveDialog', () => Promise.resolve(undefined));
      await run(commands.exportHistory, one!.id);
      assert.deepEqual(await fs.readdir(folder), []);
    });
  });
});
