import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import * as path from 'node:path';
import type { JoboExplorerApi } from '../../src/api';
import { startSandbox } from '../../src/sandbox/server';
import { commands } from '../../src/names';
import { formsOf } from '../support/keyForms';
import { assertDocumented } from './documented';
import {
  activate,
  cleanUp,
  collect,
  filesWith,
  freeRequest,
  makeKey,
  run,
  startRecorder,
  storageFolder,
  useProfile,
  type Recorder,
} from './support';

const keysAt = ({ requests }: Recorder) => requests.map(({ headers }) => headers['x-api-key']);

describe('the key', () => {
  let api: JoboExplorerApi;
  let one: Recorder;
  let two: Recorder;

  before(async () => {
    api = await activate();
  });
  beforeEach(async () => {
    one = await startRecorder();
    two = await startRecorder();
  });
  afterEach(async () => {
    await Promise.all([one.stop(), two.stop()]);
    await cleanUp();
  });

  it('reaches the origin of its own profile only', async () => {
    const [first, second] = [makeKey(), makeKey('test')];
    await useProfile('Keys one', one.url, first);
    await useProfile('Keys two', two.url, second);
    await api.send(freeRequest);
    await run(commands.switchProfile, 'Keys one');
    await api.send(freeRequest);
    assert.deepEqual(keysAt(one), [first]);
    assert.deepEqual(keysAt(two), [second]);
  });

  it('does not go with a profile that gets another address', async () => {
    await useProfile('Keys one', one.url, makeKey());
    await run(commands.addProfile, { name: 'Keys one', baseUrl: two.url });
    const { outcome, diagnosis } = await api.send(freeRequest);
    assert.deepEqual(outcome, { kind: 'refused', reason: 'noKey' });
    assert.equal(diagnosis?.title, 'Add an API key');
    assert.match(diagnosis.detail, /made under Developers → API Keys in Jobo's dashboard/);
    assert.equal(one.requests.length + two.requests.length, 0);
  });

  it('does not come back when the profile gets its first address again', async () => {
    await useProfile('Keys one', one.url, makeKey());
    await run(commands.addProfile, { name: 'Keys one', baseUrl: two.url });
    await run(commands.addProfile, { name: 'Keys one', baseUrl: one.url });
    const { outcome } = await api.send(freeRequest);
    assert.deepEqual(outcome, { kind: 'refused', reason: 'noKey' });
    assert.equal(one.requests.length, 0);
  });

  it('is not shared by two profiles of one address', async () => {
    const key = makeKey();
    await useProfile('Keys one', one.url, key);
    await useProfile('Keys two', one.url);
    const { outcome } = await api.send(freeRequest);
    assert.deepEqual(outcome, { kind: 'refused', reason: 'noKey' });
    await run(commands.switchProfile, 'Keys one');
    await api.send(freeRequest);
    assert.deepEqual(keysAt(one), [key]);
  });

  it('is trimmed before it is stored, and refused with the place of what cannot be sent', async () => {
    const key = makeKey();
    await useProfile('Keys one', one.url);
    await run(commands.setApiKey, ` \n${key}\t`);
    await assert.rejects(
      run(commands.setApiKey, `${key.slice(0, 4)} ${key.slice(4)}`),
      /illegal character at position 5/,
    );
    await api.send(freeRequest);
    assert.deepEqual(keysAt(one), [key]);
  });

  it('is read again for each attempt: a rotated one is used at once', async () => {
    const [old, fresh] = [makeKey(), makeKey()];
    const busy = await startRecorder(({ headers }, response) =>
      response.writeHead(headers['x-api-key'] === old ? 503 : 200).end('{}'),
    );
    await useProfile('Keys one', busy.url, old);
    const exchange = await api.send(freeRequest, {
      wait: async () => {
        await run(commands.setApiKey, fresh);
      },
    });
    await busy.stop();
    assertDocumented(exchange);
    assert.deepEqual(exchange.outcome, { kind: 'answered', status: 200 });
    assert.equal(exchange.keyChanged, true);
    assert.deepEqual(keysAt(busy), [old, fresh]);
  });

  it('is not sent any more once it was removed between two attempts', async () => {
    const key = makeKey();
    const busy = await startRecorder((_, response) => response.writeHead(503).end());
    await useProfile('Keys one', busy.url, key);
    const exchange = await api.send(freeRequest, {
      wait: async () => {
        await run(commands.removeApiKey);
      },
    });
    await busy.stop();
    assertDocumented(exchange);
    assert.deepEqual(exchange.outcome, { kind: 'refused', reason: 'noKey' });
    assert.equal(exchange.diagnosis?.code, 'noKey');
    assert.equal(exchange.attempts.length, 1);
    // Without a key the server would only count one more refusal.
    assert.deepEqual(keysAt(busy), [key]);
  });

  it('is not looked at for an operation that takes none', async () => {
    await useProfile('Keys one', one.url, makeKey());
    await api.send({ operationId: 'listSandboxScenarios' });
    assert.deepEqual(keysAt(one), [undefined]);
  });

  it('is left out where it is optional and there is none', async () => {
    await useProfile('Keys one', one.url);
    const { outcome } = await api.send({ operationId: 'getCompany', path: { id: 'x' } });
    assert.equal(outcome.kind, 'answered');
    assert.deepEqual(keysAt(one), [undefined]);
  });

  it('does not follow a redirect to another origin', async () => {
    const elsewhere = await startRecorder((_, response) =>
      response.writeHead(307, { location: `${two.url}/api/jobs` }).end(),
    );
    await useProfile('Keys one', elsewhere.url, makeKey());
    const { outcome, diagnosis } = await api.send(freeRequest);
    await elsewhere.stop();
    assert.deepEqual(outcome, { kind: 'answered', status: 307 });
    assert.equal(diagnosis?.code, 'redirected');
    assert.equal(two.requests.length, 0);
  });

  it('stands in no exchange, no event and no file', async () => {
    const sandbox = await startSandbox();
    const key = sandbox.keys['scenario:echo-key'];
    const plain = makeKey();
    const { seen, stop } = collect(api);
    try {
      await useProfile('Keys one', sandbox.url, key);
      const echoed = await api.send({ operationId: 'searchJobs', query: { q: 'echo' } });
      assert.deepEqual(echoed.outcome, { kind: 'answered', status: 400 });
      await useProfile('Keys two', one.url, plain);
      const { id } = await api.send({ operationId: 'searchJobs', query: { q: 'plain' } });
      await run(commands.showExchange, id);
      await run(commands.showLog);
    } finally {
      stop();
      await sandbox.stop();
    }
    const told = JSON.stringify(seen);
    const folder = await storageFolder(api);
    // The whole data folder of this editor: extension storage, log files, settings, backups.
    const data = path.resolve(folder, '../../..');
    assert.ok((await filesWith(data, one.url)).length > 0, 'this would find nothing at all');
    await findsWhatIsPlanted(data, [folder, path.join(folder, 'history')]);
    for (const secret of [key, plain]) {
      assert.ok(!told.includes(secret));
      assert.deepEqual(await filesWith(folder, secret), []);
      assert.deepEqual((await filesWith(data, secret)).filter(isNoSecretStorage), []);
    }
  });
});

/** The scan has to find another key, in each form and in each place where files lie. */
async function findsWhatIsPlanted(data: string, also: readonly string[]): Promise<void> {
  const entries = await fs.readdir(data, { withFileTypes: true });
  const folders = entries.filter(each => each.isDirectory()).map(({ name }) => name);
  const places = [data, ...folders.map(name => path.join(data, name)), ...also];
  const secret = makeKey();
  const planted = places.flatMap(place =>
    formsOf(secret).map((form, n) => ({ file: path.join(place, `planted-${n}`), form })),
  );
  for (const { file, form } of planted) await fs.writeFile(file, `x${form}x`, 'latin1');
  const found = await filesWith(data, secret);
  for (const { file } of planted) await fs.rm(file);
  assert.deepEqual(found.sort(), planted.map(({ file }) => file).sort());
}

/** The editor's own secret storage: a browser's storage in the packaged host, encrypted on a desktop. */
const isNoSecretStorage = (file: string) =>
  !/[\\/]chromium[\\/]|[\\/]state\.vscdb(\.backup|-journal|-wal)?$/.test(file);
