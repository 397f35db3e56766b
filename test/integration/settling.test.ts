import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import * as path from 'node:path';
import type { JoboExplorerApi } from '../../src/api';
import type { HistoryRow } from '../../src/core/history/row';
import { commands } from '../../src/names';
import {
  activate,
  cleanUp,
  makeKey,
  run,
  startRecorder,
  storageFolder,
  until,
  useProfile,
  type Recorder,
} from './support';

describe('a charge that nobody knows', () => {
  let api: JoboExplorerApi;
  let server: Recorder;
  let folder: string;
  let balance: number | undefined;

  before(async () => {
    api = await activate();
    folder = path.join(await storageFolder(api), 'history');
    server = await startRecorder((_, response) => {
      if (balance === undefined) {
        response.destroy();
        return;
      }
      const headers = { 'x-credits-deducted': '3', 'x-credits-balance': String(balance) };
      response.writeHead(200, headers).end('{}');
    });
    await useProfile('Settling', server.url, makeKey());
  });
  after(async () => {
    await cleanUp();
    await server.stop();
  });

  let page = 0;
  /** Never the same twice: a repeat of what was answered lately is asked about. */
  const send = async (left: number | undefined) => {
    balance = left;
    page += 1;
    return api.send({ operationId: 'searchJobs', query: { page, page_size: 1 } });
  };
  /** As it lies on disk, once it is there. */
  const kept = async (id: string) => {
    const text = await fs.readFile(path.join(folder, `${id}.json`), 'utf8').catch(() => '');
    return text === '' ? undefined : (JSON.parse(text) as HistoryRow).exchange.credits;
  };
  const settledOnDisk = async (id: string) => {
    await until('the charge on disk', async () => (await kept(id))?.settledLater !== undefined);
    return (await kept(id))!;
  };

  it('is settled by the next balance of the same key, and not by that of another', async () => {
    await send(1_000);
    const lost = await send(undefined);
    assert.ok(lost.outcome.kind === 'unreachable' && lost.outcome.stopped === 'ask');
    await send(980);
    assert.equal((await settledOnDisk(lost.id)).charged, 17);

    const ofOldKey = await send(undefined);
    await run(commands.setApiKey, makeKey());
    await send(500);
    const ofNewKey = await send(undefined);
    await send(490);
    assert.equal((await settledOnDisk(ofNewKey.id)).charged, 7);
    assert.deepEqual(await kept(ofOldKey.id), {});
  });
});
