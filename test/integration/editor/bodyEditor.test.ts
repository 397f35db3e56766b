import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { JoboExplorerApi } from '../../../src/api';
import { commands, draftScheme } from '../../../src/names';
import type { PanelView, RequestView } from '../../../src/protocol';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { hearMessages, replace, restoreAll, watchPanels, type Page } from '../pressing';
import { activate, cleanUp, run, until, useProfile } from '../support';

const operationId = 'searchJobsPost';
const address = vscode.Uri.from({ scheme: draftScheme, path: `/${operationId}/body.json` });

describe('the body of a draft in the editor', () => {
  let page: () => Page;
  let sandbox: Sandbox;
  let api: JoboExplorerApi;
  before(async () => {
    api = await activate();
    sandbox = await startSandbox();
  });
  after(() => sandbox.stop());
  beforeEach(async () => {
    page = watchPanels();
    await useProfile('Body cases', sandbox.url, sandbox.keys.good);
    await run(commands.openBeside, operationId);
    await page().call('panel/ready', {});
    await page().call('draft/reset', { operationId });
  });
  afterEach(async () => {
    await page().call('draft/reset', { operationId });
    restoreAll();
    await cleanUp();
  });

  const open = async (): Promise<vscode.TextEditor> => {
    const { failure } = await page().call('draft/editBody', { operationId });
    assert.equal(failure, undefined);
    await until(
      'the editor',
      () => vscode.window.activeTextEditor?.document.uri.scheme === draftScheme,
    );
    return vscode.window.activeTextEditor!;
  };
  const changed = () =>
    page()
      .posted.filter(({ event }) => event === 'request/changed')
      .map(({ value }) => value as RequestView);
  const bodyInPanel = () => changed().at(-1)?.draft.body;
  const draftWith = (body: string) => ({
    operationId,
    path: {},
    query: {},
    headers: {},
    files: {},
    body,
  });
  const inPanel = (body: string) => page().call('draft/change', { draft: draftWith(body) });
  /** The whole text, as if it had been typed; `|` is where the cursor is then. */
  const type = async (editor: vscode.TextEditor, marked: string): Promise<vscode.Position> => {
    const { document } = editor;
    const offset = marked.indexOf('|');
    const text = marked.replace('|', '');
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    assert.ok(await editor.edit(edit => edit.replace(whole, text)));
    const position = document.positionAt(Math.max(0, offset));
    editor.selection = new vscode.Selection(position, position);
    return position;
  };
  const marks = () =>
    vscode.languages.getDiagnostics(address).map(({ message, range, severity, source }) => ({
      message,
      range,
      severity,
      source,
    }));

  it('opens as JSON, with what the form holds', async () => {
    await inPanel('{ "page_size": 7 }');
    const { document } = await open();
    assert.equal(document.uri.toString(), address.toString());
    assert.equal(document.languageId, 'json');
    assert.equal(document.getText(), '{ "page_size": 7 }');
    assert.equal(document.isDirty, false);
  });

  it('flows into the draft and the panel as it is typed, and is saved by itself', async () => {
    const editor = await open();
    await type(editor, '{ "page_size": 640 }   \n');
    await until('the panel', () => bodyInPanel() === '{ "page_size": 640 }   \n');
    const [finding] = changed().at(-1)!.findings;
    assert.match(finding?.message ?? '', /page_size should be 100 or less/);
    await until('the end of the typing', () => !editor.document.isDirty);
    // No formatter and no trimmer has touched it.
    assert.equal(editor.document.getText(), '{ "page_size": 640 }   \n');
    await run('undo');
    await until('the draft before', () => bodyInPanel() === editor.document.getText());
    assert.notEqual(editor.document.getText(), '{ "page_size": 640 }   \n');
  });

  it('takes what the panel changes, and keeps the cursor', async () => {
    const editor = await open();
    await type(editor, '{\n  "queries": ["cook"],\n  "page_size": 5|\n}');
    await until('the end of the typing', () => !editor.document.isDirty);
    const { active } = editor.selection;
    await inPanel('{\n  "queries": ["gardener"],\n  "page_size": 5\n}');
    await until('the document', () => editor.document.getText().includes('gardener'));
    assert.ok(editor.selection.active.isEqual(active));
    assert.equal(editor.document.isDirty, false);
    await page().call('draft/reset', { operationId });
    await until('the example', () => !editor.document.getText().includes('gardener'));
  });

  it('saves what was typed while it was being saved, and takes what the panel changes then', async () => {
    const editor = await open();
    const tab = () => vscode.window.tabGroups.activeTabGroup.activeTab;
    let inTheMiddle = 0;
    const onSave = vscode.workspace.onDidSaveTextDocument(() => {
      if (tab()?.isDirty) inTheMiddle += 1;
    });
    for (let round = 1; round < 40 && inTheMiddle < 3; round += 1) {
      await type(editor, `{ "page_size": ${round} }`);
      const saved = run('workbench.action.files.saveWithoutFormatting');
      await sleep(round);
      await type(editor, `{ "page_size": 5, "page": ${round} }`);
      await saved;
      const fromPanel = `{ "page_size": 90, "page": ${round} }`;
      await inPanel(fromPanel);
      await until(`round ${round}`, () => editor.document.getText() === fromPanel);
      assert.equal(tab()?.isDirty, false);
    }
    onSave.dispose();
    assert.ok(inTheMiddle > 0);
  });

  it('loses neither side when both are changed at once', async () => {
    const editor = await open();
    await type(editor, '{ "page_size": 1 }');
    await inPanel('{ "page_size": 2 }');
    await until('the newer one', () => editor.document.getText() === '{ "page_size": 2 }');
    await until('the end of the typing', () => !editor.document.isDirty);
    await page().call('panel/ready', {});
    assert.equal(page().request()?.draft.body, '{ "page_size": 2 }');
  });

  it('keeps JSON that is broken, marks it once where it breaks, and in the words of the panel', async () => {
    const editor = await open();
    await type(editor, '{\n  "page_size": \n}');
    await until('a mark', () => marks().length > 0);
    await until('the panel', () => bodyInPanel() === editor.document.getText());
    const [mark, ...more] = marks();
    assert.deepEqual(more, []);
    assert.equal(mark?.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(changed().at(-1)?.findings[0]?.severity, 'error');
    await type(editor, '{}');
    await until('no mark', () => marks().length === 0);
  });

  const complete = async (editor: vscode.TextEditor, marked: string) => {
    const position = await type(editor, marked);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      address,
      position,
    );
    return list.items;
  };
  const labelOf = ({ label }: vscode.CompletionItem) =>
    typeof label === 'string' ? label : label.label;

  it('completes members with type and description, and leaves out those that are there', async () => {
    const editor = await open();
    const items = await complete(editor, '{ "queries": [], "|" }');
    const size = items.find(item => labelOf(item) === 'page_size') ?? assert.fail('no page_size');
    assert.match(JSON.stringify(size.label), /integer, 1 to 100/);
    const places = items.find(item => labelOf(item) === 'locations') ?? assert.fail('no locations');
    assert.match((places.documentation as vscode.MarkdownString).value, /Resolved on the server/);
    assert.ok((size.insertText as vscode.SnippetString).value.startsWith('"page_size": '));
    assert.ok(!items.some(item => labelOf(item) === 'queries'));
  });

  it('completes values of the schema and of the API’s own vocabulary', async () => {
    const editor = await open();
    const wide = await complete(editor, '{ "search_description": | }');
    assert.deepEqual(wide.map(labelOf), ['true', 'false']);
    const facets = await complete(editor, '{ "include_facets": ["work_model", "sk|"] }');
    assert.ok(facets.some(({ insertText }) => insertText === '"skills"'));
    const models = await complete(editor, '{ "work_models": ["|"] }');
    const remote = models.find(item => labelOf(item) === 'remote') ?? assert.fail('no remote');
    assert.equal(remote.insertText, '"remote"');
    const places = await complete(editor, '{ "locations": ["Ber|"] }');
    assert.ok(
      places.some(item => labelOf(item).startsWith('Ber')),
      places.map(labelOf).join(),
    );
  });

  const actionsAt = (range: vscode.Range) =>
    vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      address,
      range,
    );

  it('marks what the schema forbids, and mends it by a quick fix', async () => {
    const editor = await open();
    await type(editor, '{\n  "page_size" : 640,\n  "querys": ["cook"]\n}');
    await until('both marks', () => marks().length === 2);
    const size = marks().find(({ message }) => message.includes('page_size'))!;
    assert.deepEqual(size.range, new vscode.Range(1, 16, 1, 19));
    assert.equal(size.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(size.source, 'Jobo');
    const press = async (line: number, title: string) => {
      const actions = await actionsAt(new vscode.Range(line, 4, line, 17));
      const action = actions.find(each => each.title === title);
      assert.ok(action?.edit, actions.map(each => each.title).join());
      assert.ok(await vscode.workspace.applyEdit(action.edit));
    };
    await press(1, 'Set page_size to 100');
    await press(2, 'Rename to "queries"');
    const mended = '{\n  "page_size" : 100,\n  "queries": ["cook"]\n}';
    assert.equal(editor.document.getText(), mended);
    await until('the panel', () => bodyInPanel() === mended);
    await until('no mark', () => marks().length === 0);
  });

  it('offers no name that is taken already', async () => {
    const editor = await open();
    const renames = async () => {
      const actions = await actionsAt(new vscode.Range(1, 4, 1, 17));
      return actions.map(({ title }) => title).filter(title => title.startsWith('Rename'));
    };
    await type(editor, '{\n  "page_sizee": 5\n}');
    assert.deepEqual(await renames(), ['Rename to "page_size"']);
    await type(editor, '{\n  "page_sizee": 5,\n  "page_size": 10\n}');
    assert.deepEqual(await renames(), []);
  });

  it('comes back after it was closed, and only where there is such a body', async () => {
    const editor = await open();
    await type(editor, '{ "page_size": 3 }');
    await until('the end of the typing', () => !editor.document.isDirty);
    await run('workbench.action.closeActiveEditor');
    const again = await vscode.workspace.openTextDocument(address);
    assert.equal(again.getText(), '{ "page_size": 3 }');
    for (const path of ['/getJob/body.json', '/nowhere/body.json', `/${operationId}/other.json`])
      await assert.rejects(async () => vscode.workspace.fs.readFile(address.with({ path })), path);
    const elsewhere = address.with({ path: '/x' });
    await assert.rejects(async () => vscode.workspace.fs.delete(address));
    await assert.rejects(async () => vscode.workspace.fs.rename(address, elsewhere));
  });

  it('is that of the older run that the panel shows, which becomes the draft', async () => {
    const { id } = await api.send({ operationId, body: { page_size: 1 } });
    await inPanel('{ "page_size": 2 }');
    await run('workbench.action.closeAllEditors');
    await run(commands.showExchange, id);
    const { result } = await page().call('panel/ready', {});
    assert.equal((result as PanelView).request?.ofRun, true);
    await run(commands.editBody);
    const told = () => page().posted.findLast(({ event }) => event === 'request/changed')?.value;
    await until('the panel hears of it', () => told() !== undefined);
    assert.equal((told() as RequestView).ofRun, undefined);
    const editor = vscode.window.activeTextEditor!;
    const shows = () => /"page_size": ?1\b/.test(editor.document.getText());
    await until('the run’s body', shows);
    await type(editor, '{ "page_size": 3 }');
    await until('the panel', () => bodyInPanel() === '{ "page_size": 3 }');
  });

  it('is asked for in the palette; an operation without one is refused in words', async () => {
    await run(commands.editBody, 'getJobFeed');
    const { path } = vscode.window.activeTextEditor!.document.uri;
    assert.equal(path, '/getJobFeed/body.json');
    await assert.rejects(run(commands.editBody, 'getJob'), /takes no JSON body/);
    const offered: string[] = [];
    replace(vscode.window, 'showQuickPick', (async (items: Promise<vscode.QuickPickItem[]>) => {
      offered.push(...(await items).map(({ label }) => label));
      return undefined;
    }) as never);
    hearMessages();
    await run(commands.openBeside, 'getJob');
    await run(commands.editBody);
    assert.ok(offered.length > 5 && offered.every(label => !label.startsWith('GET')));
  });
});
