import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { JoboExplorerApi } from '../../src/api';
import { findOperation } from '../../src/core/catalog/catalog';
import { commands, panelType } from '../../src/names';
import type { PanelView, RequestView } from '../../src/protocol';
import { panelHtml } from '../../src/shell/panel/panelHtml';
import { replace, restoreAll, watchPanels, type Page } from './pressing';
import {
  activate,
  cleanUp,
  freeRequest,
  makeKey,
  run,
  startRecorder,
  until,
  useProfile,
} from './support';

const panels = (): readonly vscode.Tab[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes(panelType),
    );
const titles = () => panels().map(({ label }) => label);
const titleOf = (id: string) => {
  const { method, summary } = findOperation(id) ?? assert.fail(`no operation ${id}`);
  return `${method} ${summary}`;
};

describe('the panel', () => {
  let api: JoboExplorerApi;

  before(async () => {
    api = await activate();
    await cleanUp();
  });
  afterEach(async () => {
    await cleanUp();
    await until('the panels to close', () => panels().length === 0);
  });

  const open = async (id: string) => {
    await run(commands.openOperation, id);
    await until(`the panel of ${id}`, () => titles().includes(titleOf(id)));
  };

  it('opens with an operation and carries its name', async () => {
    await open('searchJobs');
    assert.equal(panels().length, 1);
    assert.equal(panels()[0]!.group.activeTab?.label, titleOf('searchJobs'));
  });

  it('may be closed while it waits for an answer', async () => {
    const unhandled: unknown[] = [];
    const hear = (failure: unknown) => unhandled.push(failure);
    process.on('unhandledRejection', hear);
    const page = watchPanels();
    let answer: ((files: vscode.Uri[] | undefined) => void) | undefined;
    replace(vscode.window, 'showOpenDialog', () => new Promise(resolve => (answer = resolve)));
    await open('importProfile');
    const asked = page().call('draft/pickFile', { operationId: 'importProfile', part: 'file' });
    asked.catch(() => undefined);
    await until('the question for a file', () => answer !== undefined);
    await run('workbench.action.closeAllEditors');
    await until('the panel to close', () => panels().length === 0);
    answer?.(undefined);
    // The answer was there before; what it leads to has had its turn when the next panel is open.
    await open('getJob');
    await new Promise(resolve => setImmediate(resolve));
    process.off('unhandledRejection', hear);
    restoreAll();
    assert.deepEqual(unhandled, []);
  });

  it('sends the file that was chosen last, also beside an older run', async () => {
    const server = await startRecorder();
    await useProfile('Panel files', server.url, makeKey());
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-files-'));
    const page = watchPanels();
    const choose = async (name: string) => {
      const file = path.join(folder, name);
      await fs.writeFile(file, `the words of ${name}`);
      replace(vscode.window, 'showOpenDialog', () => Promise.resolve([vscode.Uri.file(file)]));
      await page().call('draft/pickFile', { operationId: 'importProfile', part: 'file' });
    };
    const draft = { operationId: 'importProfile', path: {}, query: {}, headers: {} };
    const send = (name: string) => {
      const files = { file: { name, bytes: 1 } };
      return page().call('exchange/send', { draft: { ...draft, files }, anyway: true });
    };
    await open('importProfile');
    await page().call('panel/ready', {});
    const before = page().shown()?.id;
    await choose('one.txt');
    await send('one.txt');
    const isNew = () => page().shown()?.id !== before;
    await until('the first answer', () => isNew() && page().shown()?.phase.kind === 'settled');
    const first = page().shown()!.id;
    await open('getJob');
    await run(commands.showExchange, first);
    await page().call('panel/ready', {});
    await choose('two.txt');
    await send('two.txt');
    await until('the second request', () => server.requests.length === 2);
    assert.match(server.requests[1]!.body, /the words of two\.txt/);
    await server.stop();
    restoreAll();
    await fs.rm(folder, { recursive: true });
  });

  it('is reused by the next operation', async () => {
    for (const id of ['searchJobs', 'getJob', 'runAutoApply', 'importProfile']) await open(id);
    assert.deepEqual(titles(), [titleOf('importProfile')]);
  });

  it('opens every operation of the catalog', async () => {
    for (const { id } of api.operations()) await open(id);
    assert.equal(panels().length, 1);
  });

  it('opens a second one beside, which stays with what it shows', async () => {
    await open('searchJobs');
    await run(commands.openBeside, 'getJob');
    await until('two panels', () => panels().length === 2);
    await open('geocodeLocation');
    assert.deepEqual(titles().sort(), [titleOf('geocodeLocation'), titleOf('getJob')].sort());
    assert.equal(new Set(panels().map(({ group }) => group.viewColumn)).size, 2);
  });

  it('shows what is edited in another panel of the same operation, which is not told of it', async () => {
    const page = watchPanels();
    const draft = { operationId: 'searchJobs', path: {}, query: {}, headers: {}, files: {} };
    await open('searchJobs');
    const one = page();
    await run(commands.openBeside, 'searchJobs');
    const other = page();
    for (const each of [one, other]) await each.call('panel/ready', {});
    const told = ({ posted }: Page) =>
      posted
        .filter(({ event }) => event === 'request/changed')
        .map(({ value }) => (value as RequestView).draft.query['q']);
    await one.call('draft/change', { draft: { ...draft, query: { q: 'cook' } } });
    await until('the other panel', () => told(other).includes('cook'));
    await other.call('draft/change', { draft: { ...draft, query: { q: 'baker' } } });
    await until('the first panel', () => told(one).includes('baker'));
    assert.ok(!told(one).includes('cook') && !told(other).includes('baker'));
    await one.call('draft/reset', { operationId: 'searchJobs' });
    restoreAll();
  });

  it('opens a new one after the first was closed', async () => {
    await open('searchJobs');
    await vscode.window.tabGroups.close(panels()[0]!);
    await until('no panel', () => panels().length === 0);
    await open('getJob');
    assert.deepEqual(titles(), [titleOf('getJob')]);
  });

  it('sends nothing by being opened, beside or not', async () => {
    const server = await startRecorder();
    await useProfile('Panel cases', server.url, makeKey());
    await open('searchJobs');
    await run(commands.openBeside, 'searchJobs');
    await until('two panels', () => panels().length === 2);
    await server.stop();
    assert.equal(server.requests.length, 0);
  });

  it('comes with a run that a command sends', async () => {
    const server = await startRecorder();
    await useProfile('Panel cases', server.url, makeKey());
    await run(commands.sendRequest, 'getConnectorFilters');
    await until('the panel', () => titles().includes(titleOf('getConnectorFilters')));
    await server.stop();
    assert.equal(server.requests.length, 1);
  });

  it('stays away from runs of other extensions, which History can show', async () => {
    const server = await startRecorder();
    await useProfile('Panel cases', server.url, makeKey());
    const { id } = await api.send(freeRequest);
    assert.deepEqual(titles(), []);
    await run(commands.showExchange, id);
    await until('the panel', () => titles().includes(titleOf('getJob')));
    await server.stop();
  });

  it('is told of a run twice: that it began, and with its first rows that it has ended', async () => {
    const page = watchPanels();
    const server = await startRecorder((_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end('{"id": 1, "title": "Glazier"}');
    });
    await useProfile('Panel cases', server.url, makeKey());
    await run(commands.openOperation, 'getJob');
    const { result } = await page().call('panel/ready', {});
    const { draft } = (result as PanelView).request ?? assert.fail('no form');
    const sent = { ...draft, path: { id: '018f2a6c-7b1e-7c3a-9d4e-5f60718293a4' } };
    const send = async () => {
      const before = page().posted.length;
      await page().call('exchange/send', { draft: sent, anyway: true });
      await until('the answer', () => {
        const { id, phase } = page().shown() ?? {};
        return id !== last && phase?.kind === 'settled';
      });
      last = page().shown()?.id;
      return page().posted.slice(before);
    };
    let last: string | undefined;
    // The first one also tells what is known of the profile's key by then.
    await send();
    const told = await send();
    assert.deepEqual(
      told.flatMap(({ event }) => event ?? []),
      ['panel/show', 'exchange/changed'],
    );
    const { rows, first } = page().shown()!.body;
    assert.ok(rows > 0 && first.length === rows);
    const { result: back } = await page().call('panel/ready', {});
    assert.deepEqual((back as PanelView).exchange?.body.first, first);
    restoreAll();
    await server.stop();
  });

  it('may be closed while its run goes on', async () => {
    const server = await startRecorder(() => undefined);
    await useProfile('Panel cases', server.url, makeKey());
    const sending = run(commands.sendRequest, 'getConnectorFilters');
    await until('the request', () => server.requests.length === 1);
    await run('workbench.action.closeAllEditors');
    await until('no panel', () => panels().length === 0);
    await run(commands.cancel);
    await sending;
    await server.stop();
  });

  it('mends what a finding is about, and nothing where its button is of another draft', async () => {
    const page = watchPanels();
    await open('searchJobsPost');
    const body = '{ "id":12345678901234567890, "page_size":640 }';
    const draft = {
      operationId: 'searchJobsPost',
      path: {},
      query: {},
      headers: {},
      body,
      files: {},
    };
    const { result } = await page().call('draft/change', { draft });
    const { findings } = result as RequestView;
    const index = findings.findIndex(({ pointer }) => pointer === '/page_size');
    const fix = findings[index]?.fix ?? assert.fail('no button');
    assert.equal(fix.index, index);
    const bodyAfter = async (params: object) => {
      const answer = await page().call('finding/fix', { draft, ...fix, ...params });
      return (answer.result as RequestView).draft.body;
    };
    assert.equal(await bodyAfter({ title: 'Set to 5' }), body);
    assert.equal(await bodyAfter({ index: 99 }), body);
    assert.equal(await bodyAfter({ index: '__proto__' }), body);
    const mended = '{ "id":12345678901234567890, "page_size":100 }';
    assert.equal(await bodyAfter({}), mended);
    await run(commands.openOperation, 'searchJobs');
    await run(commands.openOperation, 'searchJobsPost');
    const { result: view } = await page().call('panel/ready', { bodyView: 'json' });
    assert.equal((view as PanelView).request?.draft.body, mended);
    await page().call('draft/reset', { operationId: 'searchJobsPost' });
    restoreAll();
  });

  it('has a page that runs nothing but its own script', () => {
    const webview = vscode.window.createWebviewPanel('test', 'test', vscode.ViewColumn.One);
    const html = panelHtml(webview.webview, vscode.Uri.file('/extension'));
    webview.dispose();
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
    assert.match(policy, /^default-src 'none'; script-src 'nonce-[\w-]{22}';/);
    assert.doesNotMatch(policy, /unsafe|\*(?!\.)|connect-src|img-src/);
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.doesNotMatch(html, /<script(?![^>]*nonce=)|\son\w+=|style=/);
  });
});
