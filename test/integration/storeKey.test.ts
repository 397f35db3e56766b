import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { JoboExplorerApi } from '../../src/api';
import { commands, draftScheme } from '../../src/names';
import type { FindingView, RequestView } from '../../src/protocol';
import { answerList, hearMessages, restoreAll, watchPanels, type Page } from './pressing';
import {
  activate,
  cleanUp,
  freeRequest,
  makeKey,
  run,
  startRecorder,
  until,
  useProfile,
  type Recorder,
} from './support';

const operationId = 'searchJobsPost';

describe('a key found in a request', () => {
  let api: JoboExplorerApi;
  let server: Recorder;
  let page: () => Page;
  let said: readonly string[];
  let name: string;
  let count = 0;

  before(async () => {
    api = await activate();
  });
  beforeEach(async () => {
    server = await startRecorder();
    page = watchPanels();
    said = hearMessages();
    name = `Found keys ${(count += 1)}`;
    await useProfile(name, server.url);
    await run(commands.openBeside, operationId);
    await page().call('panel/ready', {});
  });
  afterEach(async () => {
    await page().call('draft/reset', { operationId });
    restoreAll();
    await cleanUp();
    await server.stop();
  });

  const draft = (values: object) => ({
    ...{ operationId, path: {}, query: {}, headers: {}, files: {} },
    ...values,
  });
  const findings = async (values: object): Promise<readonly FindingView[]> => {
    const { result } = await page().call('draft/change', { draft: draft(values) });
    return (result as { findings: readonly FindingView[] }).findings;
  };
  const fix = async (values: object, { fix: offered }: FindingView): Promise<RequestView> => {
    assert.ok(offered);
    const { index, title } = offered;
    const answer = await page().call('finding/fix', { draft: draft(values), index, title });
    assert.equal(answer.failure, undefined);
    return answer.result as RequestView;
  };
  const sentWith = async (): Promise<unknown> => {
    await api.send(freeRequest);
    return server.requests.at(-1)?.headers['x-api-key'];
  };

  it('is an error at its place, and goes to secret storage with one press', async () => {
    const key = makeKey();
    const values = { body: `{"queries": ["${key}"], "page_size": 3}` };
    const [found, ...more] = await findings(values);
    assert.ok(found);
    assert.deepEqual(more, []);
    assert.equal(found.severity, 'error');
    assert.equal(found.pointer, '/queries/0');
    assert.match(found.message, /^This looks like an API key\. It belongs in secret storage\./);
    assert.equal(found.fix?.title, `Store It for ${name}`);
    const next = await fix(values, found);
    assert.equal(next.draft.body, '{"queries": [], "page_size": 3}');
    assert.ok(next.findings.every(({ severity }) => severity !== 'error'));
    assert.deepEqual(said, [`The key is stored for ${name}, and no longer stands in the request.`]);
    assert.equal(server.requests.length, 0, 'nothing was sent by that');
    assert.equal(await sentWith(), key);
  });

  it('takes the place of another one only where the person says so', async () => {
    const [old, fresh] = [makeKey(), makeKey()];
    await run(commands.setApiKey, old);
    const values = { query: { q: fresh } };
    const [found] = await findings(values);
    assert.ok(found);
    answerList(label => label === 'Keep the stored one');
    assert.equal((await fix(values, found)).draft.query['q'], fresh, 'it stays in the form');
    assert.equal(await sentWith(), old);
    answerList(label => label === 'Replace it');
    assert.deepEqual((await fix(values, found)).draft.query, {});
    assert.equal(await sentWith(), fresh);
  });

  it('can only be taken out where it is a piece of one', async () => {
    const key = makeKey();
    await run(commands.setApiKey, key);
    const values = { query: { q: `see ${key.slice(-30)}` } };
    const [found] = await findings(values);
    assert.equal(found?.fix?.title, 'Take It Out');
    assert.deepEqual((await fix(values, found)).draft.query, { q: 'see ' });
    assert.equal(await sentWith(), key);
  });

  it('is moved by the command, and by the quick fix of the body’s editor', async () => {
    const key = makeKey();
    await findings({ body: `{"queries": ["${key}"]}` });
    await page().call('draft/editBody', { operationId });
    const isBody = (uri?: vscode.Uri) => uri?.scheme === draftScheme;
    await until('the editor', () => isBody(vscode.window.activeTextEditor?.document.uri));
    const { document } = vscode.window.activeTextEditor ?? assert.fail('no editor');
    const at = document.positionAt(document.getText().indexOf(key) + 1);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(at, at),
    );
    const action = actions.find(({ title }) => title === `Store It for ${name}`);
    assert.ok(action?.command);
    assert.ok(!JSON.stringify(action).includes(key), 'it is told where it stands, not what it is');
    await run(action.command.command, ...((action.command.arguments ?? []) as unknown[]));
    await until('the text without it', () => document.getText() === '{"queries": []}');
    assert.equal(await sentWith(), key);
    await assert.rejects(
      run(commands.storeKey, operationId),
      /No whole API key stands in this request any more/,
    );
  });
});
