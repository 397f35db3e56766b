import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { JoboExplorerApi } from '../../src/api';
import { commands } from '../../src/names';
import {
  answerInput,
  answerList,
  hearMessages,
  replace,
  restoreAll,
  watchPanels,
} from './pressing';
import {
  activate,
  cleanUp,
  filesWith,
  freeRequest,
  makeKey,
  run,
  startRecorder,
  storageFolder,
  useProfile,
  type Recorder,
} from './support';

const clipboard = () => Promise.resolve(vscode.env.clipboard.readText());

/** A server under a key of its own, the messages that are shown, and a clipboard that is left empty. */
function snippetCases() {
  let api: JoboExplorerApi;
  let server: Recorder;
  let key: string;
  let said: readonly string[];
  before(async () => {
    api = await activate();
    await cleanUp();
  });
  beforeEach(async () => {
    server = await startRecorder();
    key = makeKey();
    said = hearMessages();
    await vscode.env.clipboard.writeText('as before');
  });
  afterEach(async () => {
    restoreAll();
    await cleanUp();
    await vscode.env.clipboard.writeText('');
    await server.stop();
  });
  return {
    get api() {
      return api;
    },
    get server() {
      return server;
    },
    get key() {
      return key;
    },
    get said() {
      return said;
    },
  };
}

describe('Copy Request as…', () => {
  const cases = snippetCases();

  it('copies an operation with the address of the profile, and sends nothing', async () => {
    await useProfile('Copying', cases.server.url, cases.key);
    const { asked } = answerList(label => label.startsWith('curl for'));
    await run(commands.copyRequest, 'listSandboxScenarios');
    assert.deepEqual(asked, ['Copy GET /api/auto-apply/sandbox/scenarios as…']);
    assert.match(await clipboard(), /--config -/);
    assert.ok((await clipboard()).includes(`${cases.server.url}/api/auto-apply/sandbox/scenarios`));
    assert.deepEqual(cases.said, ['Copied as curl for PowerShell.']);
    assert.equal(cases.server.connections(), 0);
  });

  it('copies a run with its own draft and address, in every format, never with the key', async () => {
    await useProfile('Copying', cases.server.url, cases.key);
    const { id } = await cases.api.send(freeRequest);
    await run(commands.switchProfile, 'Live');
    for (const format of ['curlPosix', 'curlPowerShell', 'fetchNode', 'httpFile']) {
      await run(commands.copyRequest, { kind: 'run', id }, format);
      const text = await clipboard();
      assert.ok(text.includes(`${cases.server.url}/api/jobs/${freeRequest.path.id}`), text);
      assert.ok(text.includes('JOBO_API_KEY') && !text.includes(cases.key), text);
    }
    assert.ok(
      cases.said.every(sentence => sentence.includes('It reads the key from JOBO_API_KEY.')),
    );
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

describe('Paste curl', () => {
  const cases = snippetCases();

  const line = () =>
    `curl -k '${cases.server.url}/api/jobs?q=it%27s&page_size=5' -H 'X-Api-Key: ${cases.key}' -b a=b --compressed`;
  const pasteLine = async (text: string) => {
    await vscode.env.clipboard.writeText(text);
    const page = watchPanels();
    await run(commands.pasteCurl);
    return page;
  };
  const sentKey = async () => {
    await cases.api.send(freeRequest);
    return cases.server.requests.at(-1)?.headers['x-api-key'];
  };

  it('becomes a draft in the panel, is not sent, and the key is stored after a question', async () => {
    await useProfile('Pasting', cases.server.url);
    const { asked } = answerList(label => label === 'Store it');
    const page = await pasteLine(line());
    assert.deepEqual(asked, [`Store the key of this curl line for Pasting (${cases.server.url})?`]);
    assert.equal(cases.server.connections(), 0);
    const { result } = (await page().call('panel/ready', {})) as {
      readonly result?: { readonly request: { readonly draft: { readonly query: unknown } } };
    };
    assert.deepEqual(result?.request.draft.query, { q: "it's", page_size: 5 });
    assert.match(
      cases.said[0] ?? '',
      /Left out: --insecure \(certificates are always verified\), cookies\./,
    );
    assert.match(cases.said[0] ?? '', /The key is stored for Pasting\.$/);
    assert.ok(!JSON.stringify([cases.said, page().posted]).includes(cases.key));
    assert.equal(await sentKey(), cases.key);
    assert.deepEqual(await filesWith(await storageFolder(cases.api), cases.key), []);
  });

  it('leaves the key out when the person does not want it stored', async () => {
    await useProfile('Pasting', cases.server.url);
    answerList(label => label === 'Leave it out');
    await pasteLine(line());
    assert.match(cases.said[0] ?? '', /The key was left out\.$/);
    await assertNoKey();
  });

  it('gives the key of another address to the profile of that address, or to none', async () => {
    await useProfile('Pasting', cases.server.url);
    await run(commands.switchProfile, 'Live');
    const { asked } = answerList(label => label === 'Leave it out');
    await pasteLine(line());
    assert.match(asked[0] ?? '', /for Pasting/);
    await pasteLine(line().replace(cases.server.url, 'https://other.example'));
    assert.equal(asked.length, 1);
    assert.match(cases.said.at(-1) ?? '', /no profile has the address https:\/\/other\.example/);
    assert.match(cases.said.at(-1) ?? '', /The line was written for https:\/\/other\.example\./);
    await run(commands.switchProfile, 'Pasting');
    await assertNoKey();
  });

  /** Without a key nothing that needs one is sent. */
  async function assertNoKey(): Promise<void> {
    const { outcome } = await cases.api.send({ operationId: 'searchJobs' });
    assert.deepEqual(outcome, { kind: 'refused', reason: 'noKey' });
    assert.equal(cases.server.connections(), 0);
  }

  it('says what it cannot read, without repeating it, and leaves it on the clipboard', async () => {
    const text = `wget ${cases.key}`;
    await pasteLine(text);
    assert.deepEqual(cases.said, [
      'This is no curl line. Copy one that begins with curl, then paste it again.',
    ]);
    assert.equal(await clipboard(), text);
    await assert.rejects(
      run(commands.pasteCurl, `curl https://x/${cases.key}`),
      (failure: Error) => {
        assert.ok(!failure.message.includes(cases.key));
        return /no operation at/.test(failure.message);
      },
    );
  });

  it('asks for the line when the clipboard is empty', async () => {
    answerInput(`curl ${cases.server.url}/api/locations/geocode?location=Berlin`);
    await pasteLine('');
    assert.match(cases.said[0] ?? '', /is ready to be sent with Sandbox\./);
  });

  it('gives the draft back that stood there before', async () => {
    await run(commands.pasteCurl, `curl ${cases.server.url}/api/jobs?q=first`);
    const undo = (_: string, label: unknown) => Promise.resolve(label);
    replace(
      vscode.window,
      'showInformationMessage',
      undo as unknown as typeof vscode.window.showInformationMessage,
    );
    await run(commands.pasteCurl, `curl ${cases.server.url}/api/jobs?q=second`);
    const copied = async () => {
      await run(commands.copyRequest, 'searchJobs', 'curlPosix');
      return clipboard();
    };
    assert.match(await copied(), /q=first/);
  });
});
