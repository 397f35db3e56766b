import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { build } from '../../../src/core/request/build';
import type { Draft } from '../../../src/core/request/draft';
import type { SnippetFormat } from '../../../src/core/snippets/snippetRequest';
import type { Transport } from '../../../src/core/transport/transport';
import type { FaultServer, Seen } from '../../support/faultServer';
import { startFaultServer } from '../../support/faultServer';
import { canaryKey, destinationAt, limitsWith, makeTransport } from '../../support/runs';
import { startSandbox } from '../../support/sandbox';
import { draft, filePart, operationOf } from '../request/drafts';
import { anyDraft, exampleDrafts } from './anyDraft';
import { asHttpFile, asPowerShell, inShell, startNode, type Place, type Run } from './readers';
import { formats, idempotencyKey, textOf } from './snippetText';

/** The others may write a character of a JSON text as an escape. */
const sameBytes: readonly SnippetFormat[] = ['curlPosix', 'fetchNode'];

describe('a snippet, executed', function () {
  this.timeout(120_000);
  let server: FaultServer;
  let transport: Transport;
  let place: Place;
  let runners: Readonly<Record<SnippetFormat, Run>>;
  let node: ReturnType<typeof startNode>;

  before(async () => {
    server = await startFaultServer();
    transport = makeTransport();
    place = { folder: mkdtempSync(path.join(os.tmpdir(), 'jobo-snippets-')), key: canaryKey };
    const { name, base64 } = filePart(300);
    writeFileSync(path.join(place.folder, name), Buffer.from(base64, 'base64'));
    node = startNode(place);
    runners = {
      curlPosix: inShell,
      fetchNode: (snippet, of) => node.run(snippet, of),
      // There need be no PowerShell on the machine; curl reads what PowerShell would give it.
      curlPowerShell: asPowerShell,
      httpFile: asHttpFile,
    };
  });
  after(async () => {
    node.stop();
    await transport.close();
    await server.close();
    rmSync(place.folder, { recursive: true });
  });

  async function ours(of: Draft): Promise<Seen> {
    const operation = operationOf(of.operationId);
    const destination = {
      ...destinationAt(server.origin),
      credential: () => Promise.resolve(operation.key === 'none' ? undefined : canaryKey),
    };
    await transport.send(build(of, operation, idempotencyKey), destination, {
      limits: limitsWith({}),
      signal: new AbortController().signal,
    });
    return server.seen.at(-1) ?? assert.fail('nothing was sent');
  }

  async function theirs(format: SnippetFormat, of: Draft): Promise<Seen> {
    const before = server.seen.length;
    const text = textOf(format, of, server.origin);
    assert.ok(!text.includes(canaryKey));
    await runners[format](text, place);
    assert.equal(server.seen.length, before + 1);
    return server.seen.at(-1)!;
  }

  async function sendsTheSame(format: SnippetFormat, of: Draft): Promise<void> {
    const [expected, seen] = [await ours(of), await theirs(format, of)];
    // `fetch` writes an apostrophe as %27, which is the same address.
    const target = ({ target: text }: Seen) =>
      format.startsWith('curl') ? text : new URL(text, server.origin).href;
    assert.deepEqual([seen.method, target(seen)], [expected.method, target(expected)]);
    const isMultipart = of.files !== undefined;
    for (const name of [
      'accept',
      'idempotency-key',
      'x-api-key',
      'content-length',
      'content-type',
    ]) {
      const isOwn = name.startsWith('content-') && isMultipart;
      const isLength = name === 'content-length' && !sameBytes.includes(format);
      if (!isOwn && !isLength) assert.equal(seen.headers[name], expected.headers[name], name);
    }
    if (isMultipart) assert.deepEqual(await partsOf(seen), await partsOf(expected));
    else if (sameBytes.includes(format)) assert.deepEqual(seen.body, expected.body);
    else assert.deepEqual(jsonOf(seen), jsonOf(expected));
  }

  for (const format of formats) {
    it(`${format}: sends what our own transport sends, for every operation`, async () => {
      for (const of of exampleDrafts) await sendsTheSame(format, of);
    });

    it(`${format}: sends the same for hostile values`, () =>
      fc.assert(
        fc.asyncProperty(anyDraft, async of => {
          // What it cannot say, it says so: see below.
          const { headers } = of;
          fc.pre(format !== 'httpFile' || !Object.values(headers).some(v => v.includes('{{')));
          await sendsTheSame(format, of);
        }),
        { numRuns: 60 },
      ));

    it(`${format}: is answered by the sandbox`, async () => {
      const sandbox = await startSandbox({ olderContracts: 'live' });
      try {
        const inSandbox = { ...place, key: sandbox.keys.test };
        for (const [of, member] of [
          [draft('searchJobs', { query: { q: 'it\'s a "test"', page_size: 1 } }), 'jobs'],
          [draft('searchJobsPost', { body: '{\n  "queries": ["größe {{x}}"]\n}' }), 'jobs'],
          [draft('listSandboxScenarios'), 'scenarios'],
          [draft('importProfile', { files: { file: filePart(300) } }), 'profile_id'],
        ] as const) {
          const answer = await runners[format](textOf(format, of, sandbox.url), inSandbox);
          const json = JSON.parse(answer.slice(answer.indexOf('{'))) as object;
          assert.ok(member in json, `${of.operationId}: ${answer.slice(0, 300)}`);
        }
      } finally {
        await sandbox.stop();
      }
    });
  }
});

const jsonOf = ({ body }: Seen): unknown =>
  body.length === 0 ? undefined : (JSON.parse(body.toString()) as unknown);

async function partsOf({ headers, body }: Seen) {
  const answer = new Response(Buffer.from(body), {
    headers: { 'content-type': headers['content-type'] ?? '' },
  });
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- for servers; here it is the judge
  const parts = [...(await answer.formData())];
  return Promise.all(
    parts.map(async ([name, file]) => {
      assert.ok(file instanceof File);
      return [name, file.name, file.type, Buffer.from(await file.arrayBuffer()).toString('hex')];
    }),
  );
}
