import assert from 'node:assert/strict';
import type { Exchange, JoboExplorerApi } from '../../../src/api';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { pressAndWait, restoreAll, watchPanels, type FixKind, type Page } from '../pressing';
import { activate, cleanUp, useProfile } from '../support';

type Request = Parameters<JoboExplorerApi['send']>[0];

/** What cases of remedies start from: a sandbox under profiles of their own, and a panel that they speak for. */
export function fixCases() {
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

  return {
    get api() {
      return api;
    },
    get sandbox() {
      return sandbox;
    },
    page: () => page(),
    /** Makes the account of a sandbox key the active profile. */
    as: (key: keyof Sandbox['keys']) => useProfile(`Fixes ${key}`, sandbox.url, sandbox.keys[key]),
    fails: async (request: Request, status: number, code?: string): Promise<Exchange> => {
      const exchange = await api.send(request);
      assert.deepEqual(exchange.outcome, { kind: 'answered', status });
      if (code !== undefined) assert.equal(exchange.diagnosis?.code, code);
      return exchange;
    },
    fixed: async (exchange: Exchange, kind: FixKind, status = 200): Promise<Exchange> => {
      const next = await pressAndWait(api, page, exchange, kind);
      assert.deepEqual(next.outcome, { kind: 'answered', status }, next.diagnosis?.message);
      return next;
    },
  };
}
