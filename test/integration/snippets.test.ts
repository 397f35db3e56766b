import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { JoboExplorerApi } from '../../src/api';
import { commands } from '../../src/names';
import { answerList, replace, restoreAll, watchPanels } from './pressing';
import {
  activate,
  cleanUp,
  freeRequest,
  makeKey,
  run,
  startRecorder,
  useProfile,
  type Recorder,
} from './support';

const clipboard = () => Promise.resolve(vscode.env.clipboard.readText());

describe('Copy Request as…', () => {
  let api: JoboExplorerApi;
  let server: Recorder;
  let key: string;
  let said: string[];

  before(async () => {
    api = await activate();
    await cleanUp();
  });
  beforeEach(async () => {
    server = await startRecorder();
    key = makeKey();
    said = [];
    await vscode.env.clipboard.writeText('as before');
    const say = (message: string) => {
      said.push(message);
      return Promise.resolve(undefined);
    };
    replace(
      vscode.window,
      'showInformationMessage',
      say as typeof vscode.window.showInformationMessage,
    );
    replace(vscode.window, 'showErrorMessage', say as typeof vscode.window.showErrorMessage);
  });
  afterEach(async () => {
    restoreAll();
    await cleanUp();
    await server.stop();
  });

  it('copies an operation with the address of the profile, and sends nothing', async () => {
    await useProfile('Copying', server.url, key);
    const { asked } = answerList(label => label.startsWith('curl for'));
    await run(commands.copyRequest, 'listSandboxScenarios');
    assert.deepEqual(asked, ['Copy GET /api/auto-apply/sandbox/scenarios as…']);
    assert.match(await clipboard(), /--config -/);
    assert.ok((await clipboard()).includes(`${server.url}/api/auto-apply/sandbox/scenarios`));
    assert.deepEqual(said, ['Copied as curl for PowerShell.']);
    assert.equal(server.connections(), 0);
  });

  it('copies a run with its own draft and address, in every format, never with the key', async () => {
    await useProfile('Copying', server.url, key);
    const { id } = await api.send(freeRequest);
    await run(commands.switchProfile, 'Live');
    for (const format of ['curlPosix', 'curlPowerShell', 'fetchNode', 'httpFile']) {
      await run(commands.copyRequest, { kind: 'run', id }, format);
      const text = await clipboard();
      assert.ok(text.includes(`${server.url}/api/jobs/${freeRequest.path.id}`), text);
      assert.ok(text.includes('JOBO_API_KEY') && !text.includes(key), text);
    }
    assert.ok(said.every(sentence => sentence.includes('It reads the key from JOBO_API_KEY.')));
  });

  it('copies what the panel shows, from the palette and from the panel itself', async () => {
    const page = watchPanels();
    await run(commands.switchProfile, 'Live');
    await run(commands.openOperation, 'searchJobs');
    const draft = {
      operationId: 'searchJobs',
      path: {},
      query: { q: "it's" },
      headers: {},
      files: {},
    };
    await page().call('draft/change', { draft });
    answerList(label => label === 'curl');
    await run(commands.copyRequest);
    const expected = /^curl 'https:\/\/connect\.jobo\.world\/api\/jobs\?q=it'\\''s'/;
    assert.match(await clipboard(), expected);
    await vscode.env.clipboard.writeText('');
    const { failure } = await page().call('snippet/copy', { operationId: 'searchJobs' });
    assert.equal(failure, undefined);
    assert.match(await clipboard(), expected);
  });

  it('starts the sandbox for its address', async () => {
    const url = (await run(commands.startSandbox)) as string;
    await run(commands.copyRequest, 'searchJobs', 'httpFile');
    assert.ok((await clipboard()).includes(`GET ${new URL(url).origin}/api/jobs`));
  });

  it('leaves the clipboard alone when nothing is picked, or nothing can be copied', async () => {
    answerList(() => false);
    await run(commands.copyRequest, 'searchJobs');
    assert.equal(await clipboard(), 'as before');
    const page = watchPanels();
    await run(commands.openOperation, 'searchJobsPost');
    const draft = { operationId: 'searchJobsPost', path: {}, query: {}, headers: {}, body: '{"a"' };
    await page().call('draft/change', { draft });
    const { failure } = await page().call('snippet/copy', { operationId: 'searchJobsPost' });
    assert.match(failure ?? '', /not JSON from line 1/);
    assert.equal(await clipboard(), 'as before');
    await page().call('draft/reset', { operationId: 'searchJobsPost' });
    await assert.rejects(run(commands.copyRequest, 'no-such-run'), /no longer kept/);
  });
});
