import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { findOperation } from '../../../src/core/catalog/catalog';
import type { Page } from '../../../src/core/diagnosis/fix';
import { pages } from '../../../src/core/diagnosis/pages';
import { keysOf } from '../codes';
import { answerInput, answerList, press, replace } from '../pressing';
import { fixCases } from './fixCases';
import type { JoboExplorerApi } from '../../../src/api';
import { commands } from '../../../src/names';
import type { PanelView } from '../../../src/protocol';
import { makeKey, run, setSetting, startRecorder, until, useProfile } from '../support';

type Request = Parameters<JoboExplorerApi['send']>[0];

const zeroId = '00000000-0000-0000-0000-000000000000';
const confirmAbove = (credits: number | undefined) =>
  setSetting('jobo', 'credits.confirmAbove', credits);

describe('a remedy, pressed in the panel', () => {
  const cases = fixCases();
  const { page, as, fails, fixed } = cases;
  // The questions here are those of the remedies themselves.
  before(() => confirmAbove(0));
  after(() => confirmAbove(undefined));

  it('setSize: fetches what the wallet covers, as the default', async () => {
    await as('low');
    const poor = await fails({ operationId: 'searchJobs', query: { page_size: 100 } }, 402);
    assert.equal(poor.diagnosis?.fixes[0]?.kind, 'setSize');
    assert.match(poor.diagnosis.fixes[0].title, /40 .*120 credits/);
    const { url } = await fixed(poor, 'setSize');
    assert.equal(new URL(url).searchParams.get('page_size'), '40');
  });

  it('setValue: sends the nearest legal value', async () => {
    await as('good');
    const refused = await fails({ operationId: 'searchJobs', query: { page_size: 640 } }, 400);
    assert.equal(refused.diagnosis?.fixes[0]?.kind, 'setValue');
    const { url } = await fixed(refused, 'setValue');
    assert.equal(new URL(url).searchParams.get('page_size'), '100');
  });

  it('removeValue: takes an unknown member out of the body', async () => {
    await as('good');
    const body = { queries: ['engineer'], page_size: 1, colour: 'blue' };
    const warned = await fails({ operationId: 'searchJobsPost', body }, 200, 'warned');
    const { diagnosis } = await fixed(warned, 'removeValue');
    assert.equal(diagnosis, undefined);
  });

  it('startOver: drops a cursor that is not accepted', async () => {
    await as('good');
    const body = { cursor: 'none-of-mine', batch_size: 5 };
    await fixed(await fails({ operationId: 'getJobFeed', body }, 400, 'badCursor'), 'startOver');
  });

  it('widen: an empty search of the sandbox leads to one that finds something', async () => {
    await run(commands.switchProfile, 'Sandbox');
    const query = { q: 'zzzqqq', location: 'Berlin', page_size: 2 };
    const none = await fails({ operationId: 'searchJobs', query }, 200, 'noRows');
    const [fix] = none.diagnosis?.fixes ?? [];
    assert.deepEqual([fix?.kind, fix?.title], ['widen', 'Search "engineer" Instead']);
    const next = await fixed(none, 'widen');
    const sent = new URL(next.url).searchParams;
    assert.deepEqual(Object.fromEntries(sent), {
      q: 'engineer',
      location: 'Berlin',
      page_size: '2',
    });
    assert.equal(next.diagnosis, undefined);
    assert.equal(next.credits.rows, 2);
  });

  it('newIdempotencyKey: asks, then starts another application', async () => {
    await as('test');
    const headers = { 'Idempotency-Key': `fixes-${Date.now()}` };
    const to = (slug: string) => ({ apply_url: `https://sandbox.jobo.world/apply/${slug}` });
    const operationId = 'createApplication';
    await fails({ operationId, headers, body: to('multi-step') }, 200);
    const body = to('all-field-types');
    const reused = await fails({ operationId, headers, body }, 409, 'keyReused');
    const { asked } = answerList(label => label.startsWith('Start'));
    await fixed(reused, 'newIdempotencyKey');
    assert.equal(asked.length, 1);
  });

  it('useOperation: searches where the plan has no feed', async () => {
    await as('noFeed');
    const body = { work_models: ['remote'] };
    const shut = await fails({ operationId: 'getJobFeed', body }, 403, 'feedNotInPlan');
    const next = await fixed(shut, 'useOperation');
    assert.equal(next.operationId, 'searchJobsPost');
  });

  it('askValue: asks for what is missing', async () => {
    await as('good');
    const gap = await fails({ operationId: 'geocodeLocation' }, 400);
    answerInput('Lisbon');
    const { url } = await fixed(gap, 'askValue');
    assert.equal(new URL(url).searchParams.get('location'), 'Lisbon');
  });

  it('pickId: offers ids that this profile has seen, with their titles', async () => {
    await as('good');
    await fails({ operationId: 'searchJobs', query: { page_size: 3 } }, 200);
    const lost = await fails({ operationId: 'getJob', path: { id: zeroId } }, 404, 'notFound');
    let label = '';
    answerList(each => {
      label ||= each;
      return each === label;
    });
    await fixed(lost, 'pickId');
    assert.doesNotMatch(label, /^[0-9a-f-]{36}$/);
  });

  it('setApiKey: a 401 leads to the password box, and then to success', async () => {
    await as('revoked');
    const operationId = 'getConnectorFilters';
    const rejected = await fails({ operationId }, 401, 'keyRejected');
    answerInput(cases.sandbox.keys.good);
    const next = await fixed(rejected, 'setApiKey');
    assert.equal(next.profile, 'Fixes revoked');
  });

  it('setApiKey: sends nothing where no key was entered', async () => {
    await as('revoked');
    const rejected = await fails({ operationId: 'getConnectorFilters' }, 401);
    answerInput(undefined);
    const { failure } = await press(page, rejected, 'setApiKey');
    assert.equal(failure, undefined);
    assert.ok(!page().posted.some(({ event }) => event === 'exchange/changed'));
  });

  it('checkApiKey: asks with the key of the run, whichever profile is active by now', async () => {
    const rejecting = await startRecorder((_, response) => response.writeHead(401).end('{}'));
    try {
      const [its, other] = [makeKey(), makeKey()];
      await useProfile('Fixes its own', rejecting.url, its);
      const refused = await fails({ operationId: 'getConnectorFilters' }, 401);
      await useProfile('Fixes other', rejecting.url, other);
      assert.equal((await press(page, refused, 'checkApiKey')).failure, undefined);
      const keys = rejecting.requests.map(({ headers }) => headers['x-api-key']);
      assert.deepEqual(keys, [its, its]);
    } finally {
      await rejecting.stop();
    }
  });

  for (const kind of ['checkApiKey', 'setApiKey'] as const) {
    it(`${kind}: touches no other key where the profile of the run is gone`, async () => {
      const rejecting = await startRecorder((_, response) => response.writeHead(401).end('{}'));
      try {
        await run(commands.addProfile, { name: 'Fixes gone', baseUrl: rejecting.url });
        await run(commands.switchProfile, 'Fixes gone');
        await run(commands.setApiKey, makeKey());
        const rejected = await fails({ operationId: 'getConnectorFilters' }, 401);
        answerList(label => label.includes('Fixes gone') || label === 'Remove it');
        await run(commands.removeProfile);
        const other = makeKey();
        await useProfile('Fixes other', rejecting.url, other);
        answerInput(makeKey());
        const { failure } = await press(page, rejected, kind);
        assert.match(failure ?? '', /no profile "Fixes gone"/);
        assert.equal(rejecting.requests.length, 1);
        await cases.api.send({ operationId: 'getConnectorFilters' });
        assert.equal(rejecting.requests[1]?.headers['x-api-key'], other);
      } finally {
        await rejecting.stop();
      }
    });
  }

  it('switchProfile: sends with another one', async () => {
    await as('good');
    await useProfile('Fixes revoked test', cases.sandbox.url, cases.sandbox.keys.revoked);
    const rejected = await fails({ operationId: 'searchJobs', query: { page_size: 2 } }, 401);
    const { asked } = answerList(label => label.includes('Fixes good'));
    const next = await fixed(rejected, 'switchProfile');
    assert.equal(next.profile, 'Fixes good');
    assert.equal(asked.length, 1, 'both are live keys: it can cost no more');
  });

  it('runInSandbox: needs no credits', async () => {
    await as('empty');
    const poor = await fails({ operationId: 'searchJobs', query: { page_size: 2 } }, 402);
    const next = await fixed(poor, 'runInSandbox');
    assert.equal(next.profile, 'Sandbox');
  });

  it('sendAgain: sends the same once more', async () => {
    let count = 0;
    const server = await startRecorder((_, response) => {
      count += 1;
      response.writeHead(count === 1 ? 501 : 200, { 'content-type': 'application/json' }).end('{}');
    });
    await useProfile('Fixes again', server.url, cases.sandbox.keys.good);
    const operationId = 'getConnectorFilters';
    await fixed(await fails({ operationId }, 501, 'gateway'), 'sendAgain');
    await server.stop();
    assert.equal(server.requests.length, 2);
  });

  it('editRequest puts the focus on the field', async () => {
    await as('good');
    const refused = await fails({ operationId: 'searchJobs', query: { page_size: 640 } }, 400);
    await run(commands.showExchange, refused.id);
    await page().call('panel/ready', {});
    await press(page, refused, 'editRequest');
    const focus = () => page().posted.find(({ event }) => event === 'panel/focus')?.value;
    await until('the focus', () => focus() !== undefined);
    assert.deepEqual(focus(), { on: 'field', field: 'page_size' });
  });

  /** Which answer offers which page; in `docs` the operation's own. */
  const offering: Readonly<
    Record<Page, readonly [status: number, request: Request, code?: string]>
  > = {
    apiKeys: [401, { operationId: 'getConnectorFilters' }],
    credits: [402, { operationId: 'getConnectorFilters' }],
    dashboard: [403, { operationId: 'getConnectorFilters' }],
    pricing: [403, { operationId: 'getJobFeed', body: {} }],
    autoApply: [403, { operationId: 'listApplications' }, 'auto_apply_not_enabled'],
    docs: [422, { operationId: 'getConnectorFilters' }],
    statusCodes: [418, { operationId: 'getConnectorFilters' }],
    status: [501, { operationId: 'getConnectorFilters' }],
    rateLimits: [429, { operationId: 'getConnectorFilters' }],
  };

  it('openPage opens each page of the table, and nothing else', async () => {
    let answer = { status: 0, code: '' };
    const server = await startRecorder((_, response) => {
      const headers = { 'content-type': 'application/json' };
      response.writeHead(answer.status, headers).end(JSON.stringify({ code: answer.code }));
    });
    await useProfile('Fixes pages', server.url, makeKey());
    const opened: string[] = [];
    replace(vscode.env, 'openExternal', address => {
      opened.push(address.toString(true));
      return Promise.resolve(true);
    });
    for (const name of keysOf(offering)) {
      const [status, request, code = ''] = offering[name];
      answer = { status, code };
      const wait = () => Promise.resolve();
      const failed = await cases.api.send(request, { wait });
      const fixes = failed.diagnosis?.fixes ?? [];
      const index = fixes.findIndex(fix => fix.kind === 'openPage' && fix.page === name);
      assert.ok(index >= 0, `${name} is not offered after a ${status}`);
      await run(commands.showExchange, failed.id);
      await page().call('fix/apply', { exchangeId: failed.id, index });
      const docs = findOperation(request.operationId)?.docs ?? '';
      const address = vscode.Uri.parse(name === 'docs' ? docs : pages[name]);
      assert.equal(opened.pop(), address.toString(true));
      assert.deepEqual(opened, []);
    }
    await server.stop();
  });

  it('copyReport puts the report on the clipboard, without the key', async () => {
    const server = await startRecorder((_, response) => response.writeHead(501).end());
    await useProfile('Fixes report', server.url, cases.sandbox.keys.good);
    const operationId = 'getConnectorFilters';
    const failed = await fails({ operationId }, 501);
    await run(commands.showExchange, failed.id);
    const { result } = await page().call('panel/ready', {});
    const buttons = (result as PanelView).exchange?.card?.fixes.map(({ title }) => title) ?? [];
    assert.deepEqual(buttons, ['Send Again', 'Open Status Page'], 'the card copies by itself');
    await press(page, failed, 'copyReport', { shown: true });
    await server.stop();
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /GET .*\/api\/connectors\/filters/);
    assert.ok(!text.includes(cases.sandbox.keys.good));
  });

  it('openSetting opens the settings', async () => {
    await useProfile('Fixes closed', 'http://127.0.0.1:9', cases.sandbox.keys.good);
    const wait = () => Promise.resolve();
    const shut = await cases.api.send({ operationId: 'getConnectorFilters' }, { wait });
    assert.equal(shut.diagnosis?.code, 'unreachable');
    await press(page, shut, 'openSetting');
    const tabs = () => vscode.window.tabGroups.all.flatMap(group => group.tabs);
    await until('the settings', () => tabs().some(({ label }) => label === 'Settings'));
  });
});
