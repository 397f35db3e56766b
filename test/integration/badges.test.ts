import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { Exchange, JoboExplorerApi } from '../../src/api';
import type { Behaviour, FaultServer } from '../support/faultServer';
import { answer, head, raw, startFaultServer } from '../support/faultServer';
import { assertDocumented } from './documented';
import { activate, cleanUp, makeKey, useProfile } from './support';

const json = { 'Content-Type': 'application/json' };
const filters = '/api/connectors/filters';

describe('what is odd about an answer, in the public API', () => {
  let api: JoboExplorerApi;
  let server: FaultServer;
  before(async () => {
    api = await activate();
    server = await startFaultServer();
    await useProfile('Odd answers', server.origin, makeKey());
  });
  after(async () => {
    await cleanUp();
    await server.close();
  });
  const get = async (behaviour: Behaviour) => {
    server.on(filters, behaviour);
    const exchange = await api.send({ operationId: 'getConnectorFilters' });
    assertDocumented(exchange);
    return exchange;
  };
  const told = ({ body }: Exchange) => body.badges.map(({ code, text }) => `${code}: ${text}`);

  it('is nothing about an ordinary one', async () => {
    assert.deepEqual((await get(answer(200, json, '{"filters":[]}'))).body.badges, []);
  });

  it('names a coding that nobody knows, and shows the bytes', async () => {
    const exchange = await get(answer(400, { ...json, 'Content-Encoding': 'x-foo' }, 'as it came'));
    assert.match(told(exchange).join(), /^unknownCoding: Encoded as "x-foo", .*\.$/);
    assert.equal(exchange.body.text, 'as it came');
    assert.equal(exchange.diagnosis?.message, 'as it came');
  });

  it('shows what was charged, whatever is said of its coding, and asks for it once', async () => {
    const whole = '{"jobs":[{"id":1,"city":"Köln"}]}';
    const packed = gzipSync(whole);
    const cases: readonly (readonly [said: string, body: string | Buffer, code: string])[] = [
      ['utf-8', whole, 'noCoding'],
      ['gzip', whole, 'wrongCoding'],
      ['br', packed, 'otherCoding'],
      ['identity', packed, 'otherCoding'],
      ['gzip', packed.subarray(0, -8), 'noTrailer'],
    ];
    for (const [coding, body, code] of cases) {
      server.on(
        '/api/jobs',
        answer(200, { ...json, 'Content-Encoding': coding, 'X-Credits-Deducted': '3' }, body),
      );
      const exchange = await api.send({ operationId: 'searchJobs' }, { repeating: 'send' });
      assertDocumented(exchange);
      assert.deepEqual(exchange.outcome, { kind: 'answered', status: 200 }, code);
      assert.equal(exchange.body.text, whole);
      assert.deepEqual(
        exchange.body.badges.map(each => each.code),
        [code],
      );
      assert.match(told(exchange).join(), /^\w+: [A-Z].*\.$/);
      assert.equal(exchange.attempts.length, 1);
      assert.equal(exchange.credits.charged, 3);
    }
  });

  it('tells a header as people read it, and reads long ones', async () => {
    const start = head(200, { ...json, 'X-Long': 'x'.repeat(17_000), 'Content-Length': '2' });
    const city = start.replace('\r\n\r\n', '\r\nX-City: München\r\n\r\n');
    const { outcome, attempts } = await get(raw(Buffer.from(city), '{}'));
    assert.deepEqual(outcome, { kind: 'answered', status: 200 });
    const headers = attempts[0]?.headers ?? {};
    assert.equal(headers['x-city'], 'München');
    assert.equal(headers['x-long']?.length, 17_000);
  });

  it('names a member that stands twice', async () => {
    const exchange = await get(answer(200, json, '{"jobs":[{"id":1,"\\u0069d":2}]}'));
    assert.match(told(exchange).join(), /^duplicateMembers: The member "id" stands twice/);
  });

  it('tells bytes behind the end, of a packed body and of an answer without one', async () => {
    const packed = Buffer.concat([gzipSync('{"a":1}'), Buffer.from('junk')]);
    const behind = await get(answer(200, { ...json, 'Content-Encoding': 'gzip' }, packed));
    assert.match(told(behind).join(), /^junkAfterBody: .*left out/);
    assert.equal(behind.body.text, '{"a":1}');
    const none = await get(raw(head(204, { 'Content-Length': '5' }), 'junk!'));
    assert.match(told(none).join(), /^junkAfterBody: An answer 204 has no body/);
    assert.deepEqual(none.outcome, { kind: 'answered', status: 204 });
    assert.equal(none.attempts.length, 1);
  });

  it('tells what the panel tells of text that is not what it says', async () => {
    const codes = async (type: string, body: string | Buffer) =>
      (await get(answer(200, { 'Content-Type': type }, body))).body.badges.map(({ code }) => code);
    assert.deepEqual(await codes('application/json', '{"a":'), ['notJson']);
    assert.deepEqual(await codes('text/plain', '{"a":1}'), ['sniffed']);
    assert.deepEqual(await codes('text/html', '<html></html>'), ['html']);
    assert.deepEqual(await codes('text/plain', Buffer.from([0x61, 0xff])), ['notUtf8']);
  });

  it('explains a good status without the JSON that is due', async () => {
    const exchange = await get(answer(200, json, ' '));
    assert.deepEqual(exchange.outcome, { kind: 'answered', status: 200 });
    assert.equal(exchange.diagnosis?.code, 'emptyAnswer');
    assert.equal(exchange.diagnosis.title, 'The answer is empty');
    assert.match(exchange.diagnosis.detail, /^It answered 200 with nothing but blanks/);
    assert.deepEqual(
      exchange.diagnosis.fixes.map(({ title }) => title),
      ['Send Again', 'Diagnose Connection', 'Copy Report'],
    );
  });

  it('says of an answer of NUL characters that it is none', async () => {
    const { diagnosis } = await get(answer(200, json, '\0 \0'));
    assert.equal(diagnosis?.title, 'The answer is empty');
    assert.match(diagnosis.detail, /^It answered 200 with nothing but NUL characters/);
  });

  it('reads through interim answers, and says what a 101 is', async () => {
    const interim = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n'.repeat(500);
    const whole = head(200, { ...json, 'Content-Length': '2' });
    const { outcome } = await get(raw(`${interim}${whole}{}`));
    assert.deepEqual(outcome, { kind: 'answered', status: 200 });
    const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n';
    const switched = await get(raw(upgrade));
    assert.equal(switched.diagnosis?.title, 'The server switches to another protocol');
    assert.equal(switched.attempts.length, 1);
  });
});
