import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { JoboExplorerApi } from '../../src/api';
import { commands } from '../../src/names';
import { answer, startFaultServer, type FaultServer } from '../support/faultServer';
import { replace, restoreAll, watchPanels } from './pressing';
import { activate, cleanUp, makeKey, run, until, useProfile } from './support';

const filters = '/api/connectors/filters';
const text = '{"city":"München ± Łódź"}';
const latinText = '{"city":"München ± 1"}';
const wide = Buffer.from(text, 'utf16le');

/** What came, and what it says. */
const cases: readonly (readonly [charset: string, bytes: Buffer, text: string])[] = [
  ['utf-8', Buffer.from(text), text],
  ['iso-8859-1', Buffer.from(latinText, 'latin1'), latinText],
  ['utf-16le', wide, text],
  ['utf-16be', Buffer.from(wide).swap16(), text],
];

describe('an answer in any charset', () => {
  let api: JoboExplorerApi;
  let server: FaultServer;
  let folder: string;
  before(async () => {
    api = await activate();
    server = await startFaultServer();
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-charset-'));
  });
  beforeEach(async () => {
    await cleanUp();
    await useProfile('Charsets', server.origin, makeKey());
  });
  afterEach(async () => {
    restoreAll();
    await cleanUp();
  });
  after(async () => {
    await server.close();
    await fs.rm(folder, { recursive: true });
  });
  const get = (charset: string, body: Buffer, status = 200) => {
    server.on(
      filters,
      answer(status, { 'Content-Type': `application/json; charset=${charset}` }, body),
    );
    return api.send({ operationId: 'getConnectorFilters' });
  };
  /** What the list of *Search History* finds for words of a body. */
  const found = async (words: string): Promise<number> => {
    const create = vscode.window.createQuickPick.bind(vscode.window);
    let picker: vscode.QuickPick<vscode.QuickPickItem> | undefined;
    replace(vscode.window, 'createQuickPick', <T extends vscode.QuickPickItem>() => {
      const made = create<T>();
      picker = made;
      return made;
    });
    const searching = run(commands.searchHistory, `profile:Charsets body:"${words}"`);
    await until('the search to end', () => picker?.busy === false);
    const count = (picker?.items ?? []).filter(({ detail }) => detail !== undefined).length;
    picker?.hide();
    await searching;
    return count;
  };

  for (const [charset, bytes, expected] of cases) {
    it(`${charset}: the same in body.text, tree, search, copy, editor and file`, async () => {
      const page = watchPanels();
      const { id, body } = await get(charset, bytes);
      assert.equal(body.text, expected);
      assert.deepEqual(body.badges, []);
      await run(commands.showExchange, id);
      const call = (name: string, params: object = {}) =>
        page().call(name, { exchangeId: id, ...params });
      const rows = (await call('body/rows', { from: 0, count: 10 })).result;
      assert.match(JSON.stringify(rows), /München ±/);
      const hit = (await call('body/search', { query: 'münchen ±', from: -1 })).result;
      assert.equal((hit as { hits: number }).hits, 1);
      await call('body/copy');
      assert.equal(await vscode.env.clipboard.readText(), expected);
      await call('body/open');
      const opened = vscode.workspace.textDocuments.find(each => each.getText() === expected);
      assert.ok(opened, 'no document holds the text');
      const target = vscode.Uri.file(path.join(folder, `${charset}.json`));
      replace(vscode.window, 'showSaveDialog', () => Promise.resolve(target));
      await call('body/save');
      assert.equal(await fs.readFile(target.fsPath, 'utf8'), expected);
      await vscode.env.clipboard.writeText('');
    });
  }

  it('is found in History by its words', async () => {
    const before = await found('München ±');
    for (const [charset, bytes] of cases) await get(charset, bytes);
    assert.equal((await found('München ±')) - before, cases.length);
  });

  it('is what an explanation tells of an error', async () => {
    const said = 'Der Schlüssel für München fehlt ±';
    const problem = JSON.stringify({ detail: said, extra: 'größer' });
    for (const [charset, bytes] of [
      ['iso-8859-1', Buffer.from(problem, 'latin1')],
      ['utf-16le', Buffer.from(problem, 'utf16le')],
    ] as const) {
      const { diagnosis } = await get(charset, bytes, 400);
      assert.equal(diagnosis?.message, said);
    }
  });

  it('that is unknown or wrong is told', async () => {
    const codes = async (charset: string, bytes: Buffer) =>
      (await get(charset, bytes)).body.badges.map(({ text: words }) => words);
    assert.deepEqual(await codes('x-none', Buffer.from(text)), [
      'Said to be in the charset "x-none", which is unknown here; read as UTF-8.',
    ]);
    assert.deepEqual(await codes('iso-8859-1', Buffer.from(text)), [
      'Said to be in the charset "iso-8859-1", and is in UTF-8; read as that.',
    ]);
  });
});
