import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/names';
import { answerList, watchPanels } from './pressing';
import { clipboard, snippetCases } from './snippetCases';
import { freeRequest, run, useProfile } from './support';

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
