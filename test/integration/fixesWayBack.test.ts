import assert from 'node:assert/strict';
import type { Exchange, JoboExplorerApi } from '../../src/api';
import type { PanelView } from '../../src/protocol';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import {
  answerList,
  pressAndWait,
  restoreAll,
  watchPanels,
  type FixKind,
  type Page,
} from './pressing';
import { commands } from '../../src/names';
import { activate, cleanUp, run, until, useProfile } from './support';

type Request = Parameters<JoboExplorerApi['send']>[0];

describe('a remedy that was pressed', function () {
  this.timeout(60_000);
  let api: JoboExplorerApi;
  let sandbox: Sandbox;
  let page: () => Page;

  before(async () => {
    api = await activate();
    await cleanUp();
    sandbox = await startSandbox();
  });
  after(() => sandbox.stop());
  beforeEach(() => {
    page = watchPanels();
  });
  afterEach(async () => {
    restoreAll();
    await cleanUp();
  });

  const as = (key: keyof Sandbox['keys']) =>
    useProfile(`Fixes ${key}`, sandbox.url, sandbox.keys[key]);

  async function fails(request: Request, status: number, code?: string): Promise<Exchange> {
    const exchange = await api.send(request);
    assert.deepEqual(exchange.outcome, { kind: 'answered', status });
    if (code !== undefined) assert.equal(exchange.diagnosis?.code, code);
    return exchange;
  }

  async function mends(exchange: Exchange, kind: FixKind, status = 200): Promise<Exchange> {
    const next = await pressAndWait(api, page, exchange, kind);
    assert.deepEqual(next.outcome, { kind: 'answered', status }, next.diagnosis?.message);
    return next;
  }

  it('leads to a run from which there is a way back, and forth again', async () => {
    await as('good');
    const refused = await fails({ operationId: 'searchJobs', query: { page_size: 640 } }, 400);
    await run(commands.showExchange, refused.id);
    await page().call('panel/ready', {});
    const next = await mends(refused, 'setValue');
    await until('the new run', () => page().shown()?.id === next.id);
    assert.match(page().shown()?.before ?? '', /^Back to the run before: 400 · \S/);
    assert.equal(page().shown()?.hasNewer, undefined);

    await page().call('run/show', { exchangeId: next.id, which: 'before' });
    assert.equal(page().shown()?.id, refused.id);
    assert.equal(page().shown()?.card?.title, 'page_size is too large');
    assert.equal(page().shown()?.hasNewer, true);
    assert.equal(page().request()?.draft.query['page_size'], 640);

    await page().call('run/show', { exchangeId: refused.id, which: 'newest' });
    assert.equal(page().shown()?.id, next.id);
    const { result } = await page().call('panel/ready', {});
    const { exchange } = result as PanelView;
    assert.match(exchange?.before ?? '', /400/, 'the page that is shown again has lost the way');
  });

  it('has a way back as long as History has the run', async () => {
    await as('good');
    const refused = await fails({ operationId: 'searchJobs', query: { page_size: 640 } }, 400);
    const next = await mends(refused, 'setValue');
    answerList(label => label === 'Clear it');
    await run(commands.clearHistory);
    const call = { exchangeId: next.id, which: 'before' };
    const { failure } = await page().call('run/show', call);
    assert.match(failure ?? '', /no longer kept/);
  });
});
