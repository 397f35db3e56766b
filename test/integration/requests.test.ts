import assert from 'node:assert/strict';
import type { JoboExplorerApi, SendRequest } from '../../src/api';
import { findOperation } from '../../src/core/catalog/catalog';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import { assertDocumented } from './documented';
import {
  activate,
  cleanUp,
  freeRequest,
  makeKey,
  startRecorder,
  useProfile,
  type Recorder,
} from './support';

/** What the public API is given, and what of it reaches a server. */
describe('requests of other extensions', () => {
  let api: JoboExplorerApi;
  let server: Recorder;

  before(async () => {
    api = await activate();
  });
  beforeEach(async () => {
    server = await startRecorder();
    await useProfile('Request cases', server.url, makeKey());
  });
  afterEach(async () => {
    await server.stop();
    await cleanUp();
  });

  const refused = async (request: SendRequest, reason: string) => {
    const exchange = await api.send(request);
    assertDocumented(exchange);
    assert.deepEqual(exchange.outcome, { kind: 'refused', reason });
    assert.deepEqual(exchange.attempts, []);
    assert.equal(server.requests.length, 0);
  };

  for (const name of [
    'X-Api-Key',
    'x-api-key',
    'Host',
    'Cookie',
    'Authorization',
    'Content-Type',
  ]) {
    it(`refuses the foreign header ${name}`, () =>
      refused({ ...freeRequest, headers: { [name]: 'anything' } }, 'foreignHeader'));
  }

  it('takes the header parameters of the operation itself', async () => {
    const body = { job_url: 'https://example.com/job' };
    const headers = { 'Idempotency-Key': 'a-key-of-the-caller' };
    const exchange = await api.send({ operationId: 'createApplication', headers, body });
    assertDocumented(exchange);
    assert.equal(server.requests[0]?.headers['idempotency-key'], 'a-key-of-the-caller');
  });

  it('makes an idempotency key where none is given', async () => {
    await api.send({ operationId: 'createApplication', body: {} });
    assert.match(String(server.requests[0]?.headers['idempotency-key']), /^[\w-]{16,}$/);
  });

  for (const [why, path] of [
    ['missing', {}],
    ['empty', { id: '' }],
    ['blank', { id: '  ' }],
    ['a dot', { id: '.' }],
    ['two dots', { id: '..' }],
    ['with a line break', { id: 'a\r\nHost: elsewhere' }],
  ] as const) {
    it(`cannot be built with a path value that is ${why}`, () =>
      refused({ operationId: 'getJob', path }, 'cannotBuild'));
  }

  it('cannot be built from broken JSON', () =>
    refused({ operationId: 'searchJobsPost', body: '{"q": ' }, 'cannotBuild'));

  it('keeps a path value in its segment', async () => {
    await api.send({ operationId: 'getJob', path: { id: '../../x?y#z' } });
    assert.equal(server.requests[0]?.url, '/api/jobs/..%2F..%2Fx%3Fy%23z');
  });

  it('is sent although the schema warns', async () => {
    const query = { page_size: 9_999, page: 'many', no_such: 'x' };
    const { outcome } = await api.send({ operationId: 'searchJobs', query });
    assert.equal(outcome.kind, 'answered');
    const sent = new URL(server.requests[0]!.url, server.url).searchParams;
    assert.deepEqual(Object.fromEntries(sent), { page_size: '9999', page: 'many', no_such: 'x' });
  });

  it('sends a body given as a value', async () => {
    const body = { queries: ['engineer'], page_size: 2 };
    await api.send({ operationId: 'searchJobsPost', body });
    assert.equal(server.requests[0]?.headers['content-type'], 'application/json');
    assert.deepEqual(JSON.parse(server.requests[0].body), body);
  });

  it('sends a body given as JSON text to the letter', async () => {
    const body = '{ "queries": ["engineer"],  "n": 12345678901234567890 }';
    await api.send({ operationId: 'searchJobsPost', body });
    assert.equal(server.requests[0]?.body, body);
  });

  it('sends a list as one value with commas', async () => {
    await api.send({ operationId: 'searchJobs', query: { skills: ['a b', 'c,d'], remote: true } });
    assert.ok(findOperation('searchJobs'));
    assert.match(server.requests[0]!.url, /[?&]skills=a%20b,c%2Cd(&|$)/);
  });

  it('carries a file part, which does not come back in any exchange', async () => {
    const content = Buffer.from(`curriculum ${makeKey()}`);
    const file = { name: 'cv.txt', type: 'text/plain', base64: content.toString('base64') };
    const exchange = await api.send({ operationId: 'importProfile', body: { file } });
    assertDocumented(exchange);
    const { headers, body } = server.requests[0]!;
    assert.match(String(headers['content-type']), /^multipart\/form-data; boundary=/);
    assert.match(body, /name="file"; filename="cv.txt"/);
    assert.ok(body.includes(content.toString()));
    assert.ok(!JSON.stringify(exchange).includes(file.base64));
  });

  it('refuses an import without its file, and one of more than 10 MB', async () => {
    await refused({ operationId: 'importProfile' }, 'cannotBuild');
    const base64 = 'A'.repeat(15 * 1024 * 1024);
    const file = { name: 'cv.txt', type: 'text/plain', base64 };
    await refused({ operationId: 'importProfile', body: { file } }, 'cannotBuild');
  });

  it('joins a spending request that is the same as one still running', async () => {
    const request = { operationId: 'searchJobs', query: { q: 'twice' } };
    const [one, two] = await Promise.all([api.send(request), api.send(request)]);
    assert.equal(one.id, two.id);
    assert.equal(server.requests.length, 1);
  });

  it('sends a free request as often as asked', async () => {
    const [one, two] = await Promise.all([api.send(freeRequest), api.send(freeRequest)]);
    assert.notEqual(one.id, two.id);
    assert.equal(server.requests.length, 2);
  });

  it('names itself and asks for JSON', async () => {
    await api.send(freeRequest);
    const { headers } = server.requests[0]!;
    assert.match(String(headers['user-agent']), /jobo/i);
    assert.match(String(headers.accept), /^application\/json/);
    assert.equal(headers.host, new URL(server.url).host);
  });
});

describe('an import through the sandbox', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ olderContracts: 'live' });
  });
  after(() => sandbox.stop());
  afterEach(cleanUp);

  it('is accepted as a file', async () => {
    const api = await activate();
    await useProfile('Request cases', sandbox.url, sandbox.keys.autoApply);
    const base64 = Buffer.from('Ada Lovelace').toString('base64');
    const exchange = await api.send({
      operationId: 'importProfile',
      body: { file: { name: 'cv.txt', type: 'text/plain', base64 } },
    });
    assertDocumented(exchange);
    assert.equal(exchange.outcome.kind, 'answered');
    assert.ok(exchange.outcome.status < 300, `${exchange.outcome.status}`);
  });
});
