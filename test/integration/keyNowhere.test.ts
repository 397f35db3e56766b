import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import * as path from 'node:path';
import { inspect } from 'node:util';
import * as vscode from 'vscode';
import type { Exchange, JoboExplorerApi } from '../../src/api';
import { commands } from '../../src/names';
import { formsOf } from '../support/keyForms';
import { replace, restoreAll, watchPanels, type Page } from './pressing';
import {
  activate,
  cleanUp,
  collect,
  filesWith,
  run,
  startRecorder,
  storageFolder,
  useProfile,
  type Recorder,
} from './support';
import { actions, requests, type Trial } from './waysIn';

const letters = (count: number) =>
  randomBytes(count).toString('base64url').replaceAll('-', 'a').slice(0, count);

/** All keys of this suite end so: one search finds each. Shorter than a piece that counts, so none is known by it. */
const tail = letters(16).replaceAll('_', 'b');
const documented = (side = 'live') => `jbe_${side}_${letters(21)}_${letters(27)}${tail}`;
const ofNoForm = () => `${letters(20)}${tail}`;

/** The editor's own secret storage: of a browser in the packaged host, encrypted on a desktop. */
const isNoSecretStorage = (file: string) =>
  !/[\\/]Local Storage[\\/]|[\\/]state\.vscdb(\.backup|-journal|-wal)?$/.test(file);

describe('a key, whichever way it came in', () => {
  let api: JoboExplorerApi;
  let page: () => Page;
  let server: Recorder;
  let echoes: Record<string, string> = {};
  let told: unknown[];
  const own = { stored: ofNoForm(), rotated: ofNoForm(), before: documented() };

  before(async () => {
    api = await activate();
    server = await startRecorder((_, response) => {
      response
        .writeHead(200, { 'content-type': 'application/json', ...echoes })
        .end(
          JSON.stringify({ jobs: [], echo: Object.values(echoes), cut: own.rotated.slice(0, 30) }),
        );
    });
    await useProfile('Keys that were', server.url, own.before);
    await useProfile('Keys everywhere', server.url, own.rotated);
    await run(commands.setApiKey, own.stored);
  });
  after(() => server.stop());
  beforeEach(async () => {
    told = [];
    const tell = (...all: unknown[]) => {
      told.push(all);
      return Promise.resolve(undefined);
    };
    for (const name of [
      'showInformationMessage',
      'showWarningMessage',
      'showErrorMessage',
      'showQuickPick',
      'showInputBox',
    ] as const)
      replace(vscode.window, name, tell as never);
    replace(vscode.window, 'setStatusBarMessage', ((text: string) => {
      told.push(text);
      return new vscode.Disposable(() => undefined);
    }) as never);
    page = watchPanels();
    echoes = {};
    await run(commands.switchProfile, 'Keys everywhere');
    await run(commands.openBeside, 'searchJobsPost');
    await page().call('panel/ready', {});
  });
  afterEach(async () => {
    await run(commands.clearHistoryFilter);
    restoreAll();
    await cleanUp();
  });

  const trial = (): Trial => ({ api, page, key: documented(), ...own });
  const holdsKey = (value: unknown) => {
    const text =
      typeof value === 'string' ? value : inspect(value, { depth: 9, maxStringLength: null });
    return formsOf(tail).some(form => text.includes(form));
  };
  /** Whatever is told, given or thrown while a way in is tried. */
  const during = async (way: () => unknown) => {
    const { seen, stop } = collect(api);
    let came: unknown;
    try {
      came = await way();
    } catch (failure) {
      came = [inspect(failure), (failure as Error).message, (failure as Error).stack];
    }
    stop();
    const tabs = vscode.window.tabGroups.all.flatMap(({ tabs: all }) => all.map(tab => tab.label));
    const copied = await vscode.env.clipboard.readText();
    return { came, seen, tabs, copied, told };
  };

  for (const [where, request] of Object.entries(requests)) {
    it(`as ${where} is refused, sent nowhere and told to nobody`, async () => {
      const before = server.requests.length;
      const out = await during(() => api.send(request(trial()) as never));
      const { outcome, diagnosis } = out.came as Exchange;
      assert.deepEqual(outcome, { kind: 'refused', reason: 'keyInRequest' });
      assert.equal(diagnosis?.title, 'An API key stands in the request');
      assert.equal(server.requests.length, before);
      assert.ok(out.seen.length > 0, 'there is something to search');
      assert.ok(!holdsKey(out), inspect(out, { depth: 9 }));
    });
  }

  for (const [what, act] of Object.entries(actions)) {
    it(`by way of ${what} is told to nobody`, async () => {
      const before = server.requests.length;
      const out = await during(() => act(trial()));
      assert.ok(!holdsKey(out), inspect(out, { depth: 9 }));
      assert.equal(server.requests.length, before);
    });
  }

  it('is masked in an answer, of whichever profile it is', async () => {
    for (const key of [own.stored, own.rotated, own.before, documented('test')]) {
      echoes = {
        'x-echo': key,
        [`x-${key}`]: 'a name',
        'x-cut': key.slice(4, 34),
      };
      const out = await during(async () => {
        const exchange = await api.send(
          { operationId: 'getJob', path: { id: letters(12) } },
          { repeating: 'send' },
        );
        assert.equal(exchange.outcome.kind, 'answered');
        return [exchange, exchange.body.text];
      });
      assert.ok(!holdsKey(out), inspect(out, { depth: 9 }));
    }
  });

  it('is in no file of the editor but its secret storage, where one that is planted is found', async () => {
    const folder = await storageFolder(api);
    const data = path.resolve(folder, '../../..');
    assert.deepEqual((await filesWith(data, tail)).filter(isNoSecretStorage), []);
    const kept = await filesWith(data, 'Keys everywhere');
    assert.ok(kept.some(isNoSecretStorage), 'what is kept of these runs lies there');
    const planted = path.join(folder, 'history', 'planted');
    await fs.writeFile(planted, `x${tail}x`);
    assert.ok((await filesWith(data, tail)).includes(planted));
    await fs.rm(planted);
  });

  it('would be found in each of these places', () => {
    const key = documented();
    for (const value of [
      key,
      { a: [new Error(key)] },
      new Map([[key, 1]]),
      encodeURIComponent(key),
    ])
      assert.ok(holdsKey(value));
  });
});
