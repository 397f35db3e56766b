import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Exchange } from '../../src/core/exchange';
import type { Content, Transport } from '../../src/core/transport/transport';
import { saveBody } from '../../src/shell/runs/bodyFiles';
import { answer, startFaultServer, type FaultServer } from '../support/faultServer';
import { makeTransport, run } from '../support/runs';
import { replace, restoreAll } from './pressing';

const long = Buffer.alloc(300_000, 'abcdefghij');

describe('saving an answer', () => {
  let folder: string;
  let server: FaultServer;
  let transport: Transport;
  before(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-save-'));
    server = await startFaultServer();
    server.on('/long', answer(200, {}, long));
    server.on('/short', answer(200, {}, 'short'));
    transport = makeTransport({ caps: { memory: 100_000, file: 1_000_000 } });
  });
  afterEach(restoreAll);
  after(async () => {
    await transport.close();
    await server.close();
    await fs.rm(folder, { recursive: true });
  });

  const get = async (target: string): Promise<Content> => {
    const { answer: came } = await run({ transport, origin: server.origin, target });
    assert.ok(came);
    return came.content;
  };
  const exchangeOf = ({ length }: Content, contentType = 'text/plain'): Exchange => ({
    id: 'run',
    operationId: 'searchJobs',
    method: 'GET',
    url: `${server.origin}/long`,
    profile: 'Own',
    startedAt: new Date().toISOString(),
    attempts: [],
    outcome: { kind: 'answered', status: 200 },
    body: { bytes: length, contentType },
    credits: {},
  });
  const saveAs = (content: Content, name: string) => {
    const target = path.join(folder, name);
    replace(vscode.window, 'showSaveDialog', () => Promise.resolve(vscode.Uri.file(target)));
    return saveBody(exchangeOf(content), content);
  };
  const read = (name: string) => fs.readFile(path.join(folder, name));

  it('moves the file of a long one, without a second request, and can be done again', async () => {
    const content = await get('/long');
    const from = content.file!;
    const moved = await saveAs(content, 'first.txt');
    assert.ok(long.equals(await read('first.txt')));
    assert.ok(!existsSync(from));
    assert.ok(moved?.file === path.join(folder, 'first.txt') && moved.saved);
    assert.equal(await saveAs(moved, 'second.txt'), undefined);
    for (const name of ['first.txt', 'second.txt']) assert.ok(long.equals(await read(name)));
    assert.equal(server.seen.length, 1);
  });

  it('never passes a part for the whole', async () => {
    const content = await get('/long');
    const { file: _, ...without } = content;
    const gone = { ...content, file: path.join(folder, 'gone') };
    const changed = { ...content, file: path.join(folder, 'changed'), saved: true as const };
    await fs.writeFile(changed.file, 'the person has changed it');
    for (const part of [without, gone, changed]) {
      await assert.rejects(saveAs(part, 'part.txt'), /^Error: Not all of this answer is kept/);
      assert.ok(!existsSync(path.join(folder, 'part.txt')));
    }
  });

  it('writes a short one from memory', async () => {
    const content = await get('/short');
    assert.equal(await saveAs(content, 'short.txt'), undefined);
    assert.equal(String(await read('short.txt')), 'short');
  });

  it('writes UTF-8, whatever charset a long one came in', async () => {
    const city = 'München ± '.repeat(30_000);
    server.on('/latin', answer(200, {}, Buffer.from(city, 'latin1')));
    const content = await get('/latin');
    const target = vscode.Uri.file(path.join(folder, 'latin.txt'));
    replace(vscode.window, 'showSaveDialog', () => Promise.resolve(target));
    const exchange = exchangeOf(content, 'text/plain; charset=iso-8859-1');
    assert.equal(await saveBody(exchange, content), undefined);
    assert.ok(String(await read('latin.txt')) === city);
    const left = await fs.readdir(path.dirname(content.file!));
    assert.ok(left.includes(path.basename(content.file!)));
    assert.ok(left.every(name => !name.endsWith('.utf8')));
  });

  it('writes nothing where the person goes back', async () => {
    const content = await get('/long');
    replace(vscode.window, 'showSaveDialog', () => Promise.resolve(undefined));
    assert.equal(await saveBody(exchangeOf(content), content), undefined);
    assert.ok(existsSync(content.file!));
  });

  it('replaces a link, and leaves alone what it points to', async () => {
    const [elsewhere, link] = ['elsewhere.txt', 'link.txt'].map(name => path.join(folder, name));
    for (const target of ['/short', '/long']) {
      await fs.writeFile(elsewhere!, 'not chosen');
      await fs.rm(link!, { force: true });
      await fs.symlink(elsewhere!, link!);
      const content = await get(target);
      const expected = target === '/long' ? long : Buffer.from('short');
      await saveAs(content, 'link.txt');
      assert.ok(expected.equals(await read('link.txt')));
      assert.ok((await fs.lstat(link!)).isFile());
      assert.equal(String(await read('elsewhere.txt')), 'not chosen');
    }
    assert.deepEqual(
      (await fs.readdir(folder)).filter(name => name.endsWith('.part')),
      [],
    );
  });

  it('says that a place cannot be written to', async () => {
    const content = await get('/long');
    await assert.rejects(
      saveAs(content, 'nowhere/at/all.txt'),
      /could not be written: .*Choose another place\.$/,
    );
    assert.ok(existsSync(content.file!));
  });
});
