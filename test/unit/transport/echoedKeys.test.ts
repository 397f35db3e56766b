import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as zlib from 'node:zlib';
import { KnownKeys } from '../../../src/core/keys/knownKeys';
import type { Transport } from '../../../src/core/transport/transport';
import type { Behaviour, FaultServer } from '../../support/faultServer';
import { answer, head, rawThenEnd, startFaultServer } from '../../support/faultServer';
import { documentedKey, keyLetters } from '../../support/keys';
import { echoesOf } from '../../support/matrix/echoes';
import { destinationAt, makeTransport, run, spendingOperation, textOf } from '../../support/runs';

const caps = { memory: 100_000, file: 1_000_000 };
const stars = (length: number): string => '*'.repeat(length);
const key = documentedKey();
const older = `sk-${keyLetters(40)}`;
const unknown = documentedKey('test');
const short = 'dev-key-1';

for (const mode of ['undici', 'editor'] as const) {
  describe(`an answer that holds keys, through ${mode}`, () => {
    let server: FaultServer;
    let transport: Transport;
    before(async () => {
      server = await startFaultServer();
      const keys = new KnownKeys();
      for (const each of [older, short]) keys.add(each);
      transport = makeTransport({ mode, keys, caps });
    });
    after(async () => {
      await transport.close();
      await server.close();
    });
    let path = 0;
    const get = async (behaviour: Behaviour) => {
      const target = `/echo${(path += 1)}`;
      server.on(target, behaviour);
      const destination = destinationAt(server.origin, key);
      const operation = spendingOperation;
      return run({ transport, destination, target, operation, origin: server.origin });
    };

    const all = { 'sent with': key, 'known before': older, 'of the form only': unknown };
    for (const [which, each] of Object.entries(all)) {
      for (const [form, echo] of Object.entries({
        plain: each,
        'URL-encoded': echoesOf(each)['URL-encoded throughout']!,
        'with HTML entities': echoesOf(each)['with HTML entities']!,
      })) {
        it(`hides one ${which}, ${form}, in body, header and reason`, async () => {
          const body = JSON.stringify({ message: `No such key: ${echo}.` });
          const reason = mode === 'undici' ? ` ${echo}` : ' Unauthorized';
          const lines = `X-Echo: a ${echo} b\r\nContent-Length: ${body.length}`;
          const result = await get(socket => {
            socket.write(`HTTP/1.1 401${reason}\r\n${lines}\r\n\r\n${body}`);
          });
          assert.equal(textOf(result), body.replace(echo, stars(echo.length)));
          assert.equal(result.answer?.headers['x-echo'], `a ${stars(echo.length)} b`);
          assert.ok(!JSON.stringify([result.attempts, result.answer]).includes(echo));
        });
      }

      it(`hides one ${which} as the name of a header`, async () => {
        const result = await get(answer(200, { [each]: 'value', 'X-Other': '1' }));
        const { headers, rawHeaders } = result.answer!;
        assert.equal(headers[stars(each.length)], 'value');
        assert.equal(headers['x-other'], '1');
        const told = JSON.stringify([headers, rawHeaders, result.attempts]).toLowerCase();
        assert.ok(!told.includes(each.toLowerCase()));
      });

      it(`hides one ${which} in what was compressed`, async () => {
        const body = zlib.gzipSync(`{"key":"${each}"}`);
        const result = await get(answer(400, { 'Content-Encoding': 'gzip' }, body));
        assert.equal(textOf(result), `{"key":"${stars(each.length)}"}`);
      });

      it(`hides one ${which} where the answer breaks off within it`, async () => {
        for (const missing of [1, 4, each.length - 12]) {
          const cut = each.slice(0, each.length - missing);
          const result = await get(
            rawThenEnd(head(200, { 'Content-Length': '500' }), `{"key":"${cut}`),
          );
          assert.equal(textOf(result), `{"key":"${stars(cut.length)}`);
        }
      });
    }

    it('hides a beginning where nothing says how long the answer is, and else leaves it', async () => {
      const body = `{"key":"${key.slice(0, 20)}`;
      const cut = await get(rawThenEnd('HTTP/1.1 200 OK\r\n\r\n', body));
      assert.equal(textOf(cut), `{"key":"${stars(20)}`);
      assert.equal(textOf(await get(answer(200, {}, body))), body);
    });

    it('hides a short key as a whole value only', async () => {
      const body = JSON.stringify({ key: short, text: `the ${short}` });
      const result = await get(answer(200, { 'X-Echo': short, 'X-Text': `the ${short}` }, body));
      assert.equal(textOf(result), body.replace(`"${short}"`, `"${stars(9)}"`));
      assert.equal(result.answer?.headers['x-echo'], stars(9));
      assert.equal(result.answer.headers['x-text'], `the ${short}`);
    });

    it('hides them in memory and in the file, wherever a chunk ends, and keeps the rest', async () => {
      const parts = [key, unknown, ...Object.values(echoesOf(older))];
      const text = Array.from({ length: 600 }, (_, n) =>
        `"${n}":"${parts[n % parts.length]!}",`.padEnd(401, 'word '),
      ).join('');
      const body = Buffer.from(text, 'latin1');
      const result = await get(socket => {
        socket.write(head(200, { 'Content-Length': String(body.length) }));
        let at = 0;
        const more = (): void => {
          socket.write(body.subarray(at, (at += 1_459)));
          if (at < body.length) setImmediate(more);
        };
        more();
      });
      const { content } = result.answer!;
      const known = new KnownKeys();
      for (const each of [key, older]) known.add(each);
      const expected = Buffer.from(body);
      known.maskBytes(expected);
      assert.ok(expected.includes(stars(key.length)) && !expected.includes(older));
      assert.ok(expected.equals(readFileSync(content.file!)));
      assert.ok(expected.subarray(0, caps.memory).equals(content.bytes));
    });

    it('hides a key that is cut where the file ends, and keeps the length', async () => {
      const body = 'word '.repeat(caps.file / 5 - 4) + key;
      const result = await get(answer(200, {}, body));
      const { content, ...rest } = result.answer!;
      assert.equal(rest.damaged, 'tooLarge');
      const file = readFileSync(content.file!);
      assert.equal(file.length, caps.file);
      assert.equal(file.toString('latin1', caps.file - 25), `word ${stars(20)}`);
    });
  });
}
