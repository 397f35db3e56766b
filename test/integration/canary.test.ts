import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { openBody } from '../../src/core/body/openBody';
import { shownBody } from '../../src/shell/panel/shownBody';
import type { Exchange } from '../../src/core/exchange';
import { scenarios } from '../../src/sandbox/scenarios';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import { createStory } from '../../src/shell/common/log';
import { exchangeView } from '../../src/shell/panel/exchangeView';
import { historyReport } from '../../src/shell/runs/historyReport';
import { runReport } from '../../src/shell/runs/runReport';
import { canary, hits, shown, withScenario } from '../support/canary';
import { formsOf } from '../support/keyForms';
import { echoesOf } from '../support/matrix/echoes';
import { instantWorld } from '../support/runs';
import { harness, recordingServer, type Harness } from '../unit/run/harness';
import { draft, zeroId } from '../unit/request/drafts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const json = { 'content-type': 'application/json' };

/** What a careless or hostile server makes of the key: each answers with it somewhere. */
const echoes: Readonly<Record<string, (key: string, response: ServerResponse) => void>> = {
  body: (key, response) => response.writeHead(200, json).end(JSON.stringify({ key, deep: [key] })),
  'member name': (key, response) => response.writeHead(200, json).end(JSON.stringify({ [key]: 1 })),
  headers: (key, response) =>
    response.writeHead(200, { 'x-echo': key, 'set-cookie': `k=${key}`, etag: base64(key) }).end(),
  'content type': (key, response) =>
    response.writeHead(200, { 'content-type': `text/plain; x="${key}"` }).end('text'),
  'redirect to another origin': (key, response) =>
    response.writeHead(302, { location: `https://other.invalid/?k=${key}` }).end(),
  'redirect to itself': (key, response) =>
    response.writeHead(302, { location: `/api/jobs/x?key=${encodeURIComponent(key)}` }).end(),
  'error message': (key, response) =>
    response
      .writeHead(400, json)
      .end(JSON.stringify({ error: { code: key, message: `bad key ${key}`, details: [key] } })),
  'error message with every character escaped': (key, response) =>
    response.writeHead(400, json).end(`{"error":"bad key ${echoesOf(key)['JSON-escaped'] ?? ''}"}`),
  'problem details': (key, response) =>
    response.writeHead(422, { 'content-type': 'application/problem+json' }).end(
      JSON.stringify({
        title: key,
        detail: `see ${base64(`key ${key}`)}`,
        errors: { [key]: [key] },
      }),
    ),
  'rejected key': (key, response) =>
    response.writeHead(401, json).end(JSON.stringify({ error: `Unknown API key ${key}` })),
  'markup of an error page': (key, response) =>
    response.writeHead(502, { 'content-type': 'text/html' }).end(`<pre>x-api-key: ${key}</pre>`),
  'base64 in a body': (key, response) =>
    response
      .writeHead(200, json)
      .end(JSON.stringify(['', 'a', 'ab'].map(before => base64(`${before}${key}:secret`)))),
  'UTF-16 body': (key, response) =>
    response.writeHead(200, { 'content-type': 'text/plain' }).end(Buffer.from(key, 'utf16le')),
  'body that breaks off in the key': (key, response) => {
    response.writeHead(200, { ...json, 'content-length': '5000' });
    response.write(JSON.stringify({ key }));
    setTimeout(() => response.destroy(), 20);
  },
  'status message': (key, response) => response.writeHead(418, `no ${key}`, json).end('{}'),
};

describe('the key, in what a person gets to see', function () {
  this.timeout(120_000);
  let sandbox: Sandbox;
  let parts: Harness;
  let origin = '';
  let scenario = '';
  let front: Awaited<ReturnType<typeof withScenario>>;
  const lines: string[] = [];
  const views: { name: string; text: string }[] = [];
  const ended: Exchange[] = [];

  const log = (message: unknown) => void lines.push(String(message));
  before(async () => {
    sandbox = await startSandbox({ pause: () => Promise.resolve() });
    front = await withScenario(sandbox, () => scenario);
    const limits = { connect: 2_000, idleBody: 300, wholeAfterFirstByte: 1_000 };
    parts = await harness(() => ({ origin, key: canary }), { world: instantWorld(), limits });
    const story = createStory({ trace: log, debug: log, info: log, warn: log, error: log });
    parts.explorer.onDidChange(story);
    parts.explorer.onDidChange(exchange => {
      views.push(...shown(`message of ${exchange.url}`, exchangeView(exchange, undefined)));
    });
  });
  after(async () => {
    await parts.close();
    await front.close();
    await sandbox.stop();
  });

  /** What the panel, the log and the report say of a run: as JSON, with every row of the body. */
  async function seen(exchange: Exchange) {
    const content = await parts.bodies.content(exchange.id);
    const body = content && (await shownBody(content.bytes, exchange));
    const rows = body?.model.rows(0, 200) ?? [];
    return [
      ...shown('panel', exchangeView(exchange, body)),
      ...shown('rows', rows),
      { name: 'report', text: runReport(exchange) },
      { name: 'report of several', text: historyReport([exchange], new Date()) },
    ];
  }

  async function searchNothing(...runs: Exchange[]): Promise<void> {
    for (const exchange of runs) {
      ended.push(exchange);
      assert.notEqual(exchange.outcome.kind, 'refused');
      assert.deepEqual(hits(await seen(exchange)), []);
    }
    assert.deepEqual(hits(views.splice(0)), []);
    assert.deepEqual(hits(lines.map(text => ({ name: text, text }))), []);
  }

  for (const { name } of scenarios) {
    it(`is nowhere in ${name}`, async () => {
      scenario = name;
      origin = front.origin;
      const signal = name === 'no-answer' ? AbortSignal.timeout(150) : undefined;
      const drafts = [
        draft('searchJobsPost', { body: '{"page_size": 3}' }),
        draft('getJob', { path: { id: zeroId } }),
      ];
      const runs = drafts.map(each => parts.explorer.run(each, { profile: 'own', signal }));
      await searchNothing(...(await Promise.all(runs)));
    });
  }

  for (const [where, answer] of Object.entries(echoes)) {
    it(`is nowhere although a server sends it back: ${where}`, async () => {
      const server = await recordingServer(({ headers }, response) => {
        answer(String(headers['x-api-key']), response);
      });
      origin = server.origin;
      try {
        const drafts = [draft('getJob', { path: { id: zeroId } }), draft('searchJobs')];
        const runs = drafts.map(each => parts.explorer.run(each, { profile: 'own' }));
        await searchNothing(...(await Promise.all(runs)));
        assert.ok(server.requests.length >= 2);
        for (const { headers } of server.requests) assert.equal(headers['x-api-key'], canary);
      } finally {
        await server.close();
      }
    });
  }

  it('would be found in each of these, in each form', async () => {
    const sample = ended.find(({ attempts }) => attempts.length > 0);
    assert.ok(sample && lines.length > scenarios.length * 4);
    // What is escaped by itself would be escaped twice here.
    for (const form of formsOf(canary).filter(each => !each.includes('\\'))) {
      const [attempt] = sample.attempts;
      assert.ok(attempt);
      const planted = { ...sample, attempts: [{ ...attempt, headers: { 'x-planted': form } }] };
      const places = hits(await seen(planted));
      assert.ok(places.includes('panel, as JSON') && places.includes('report'), form);
      const diagnosis = { code: 'badRequest', facts: {}, message: form, fixes: [] } as const;
      const told = hits(await seen({ ...sample, diagnosis }));
      assert.ok(told.includes('report') && told.includes('report of several'), form);
      const [row] = openBody(Buffer.from(form), 'text/plain').rows(0, 1);
      assert.ok(hits(shown('rows', row)).length > 0, form);
    }
    const told: string[] = [];
    const tell = (message: unknown) => void told.push(String(message));
    createStory({ trace: tell, debug: tell, info: tell, warn: tell, error: tell })({
      ...sample,
      url: `${sample.url}?${canary}`,
    });
    assert.ok(hits(told.map(text => ({ name: 'log', text }))).length > 0);
  });
});
