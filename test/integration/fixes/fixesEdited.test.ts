import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/names';
import type { PanelView } from '../../../src/protocol';
import { answerList, press, replace } from '../pressing';
import { fixCases } from './fixCases';
import { collect, makeKey, run, startRecorder, useProfile } from '../support';

describe('a remedy, where the form holds another request by now', () => {
  const cases = fixCases();
  const { page, as, fails } = cases;

  it('is refused when the request has been changed since', async () => {
    await as('good');
    const operationId = 'searchJobs';
    const refused = await fails({ operationId, query: { page_size: 640 } }, 400);
    await press(page, refused, 'editRequest');
    const draft = { operationId, path: {}, query: { page_size: 99 }, headers: {}, files: {} };
    await page().call('draft/change', { draft });
    const { failure } = await press(page, refused, 'setValue', { shown: true });
    assert.match(failure ?? '', /changed since/);
  });

  it('is refused too where it would send the old request as it was', async () => {
    await as('revoked');
    const operationId = 'searchJobs';
    const rejected = await fails({ operationId, query: { page_size: 2 } }, 401);
    await run(commands.showExchange, rejected.id);
    await page().call('panel/ready', {});
    const draft = { operationId, path: {}, query: { page_size: 99 }, headers: {}, files: {} };
    await page().call('draft/change', { draft });
    const { asked } = answerList(() => true);
    for (const kind of ['setApiKey', 'switchProfile'] as const) {
      const { failure } = await press(page, rejected, kind, { shown: true });
      assert.match(failure ?? '', /changed since/, kind);
    }
    assert.deepEqual(asked, []);
  });

  it('is refused whichever way it would send what has been changed since', async () => {
    const operationId = 'searchJobs';
    const edit = { operationId, path: {}, query: { page_size: 99 }, headers: {}, files: {} };
    const server = await startRecorder((_, response) => response.writeHead(501).end());
    try {
      await useProfile('Fixes edited', server.url, makeKey());
      const broken = await fails({ operationId, query: { page_size: 2 } }, 501);
      await as('empty');
      const poor = await fails({ operationId, query: { page_size: 2 } }, 402);
      for (const [exchange, kind] of [
        [broken, 'sendAgain'],
        [poor, 'runInSandbox'],
      ] as const) {
        await run(commands.showExchange, exchange.id);
        await page().call('panel/ready', {});
        await page().call('draft/change', { draft: edit });
        const { failure } = await press(page, exchange, kind, { shown: true });
        assert.match(failure ?? '', /changed since/, kind);
      }
      assert.equal(server.requests.length, 1);
    } finally {
      await server.stop();
    }
  });

  for (const [key, kind, request, edited, typed] of [
    ['revoked', 'setApiKey', { query: { page_size: 100 } }, { page_size: 5 }, 'the good key'],
    ['good', 'askValue', { query: { page_size: 'all' } }, { page_size: 5 }, '9'],
  ] as const) {
    it(`${kind}: sends nothing, and leaves the form alone, where that was edited meanwhile`, async () => {
      await as(key);
      const operationId = 'searchJobs';
      const failed = await fails({ operationId, ...request }, key === 'good' ? 400 : 401);
      await run(commands.showExchange, failed.id);
      await page().call('panel/ready', {});
      replace(vscode.window, 'showInputBox', async () => {
        const draft = { operationId, path: {}, query: edited, headers: {}, files: {} };
        await page().call('draft/change', { draft });
        return kind === 'setApiKey' ? cases.sandbox.keys.good : typed;
      });
      const { seen, stop } = collect(cases.api);
      const { failure } = await press(page, failed, kind, { shown: true });
      stop();
      assert.match(failure ?? '', /changed since/);
      assert.deepEqual(
        seen.filter(each => each.operationId === operationId),
        [],
      );
      const { result } = await page().call('panel/ready', {});
      assert.deepEqual((result as PanelView).request?.draft.query, edited);
    });
  }
});
