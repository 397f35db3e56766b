import assert from 'node:assert/strict';
import type { LookupFunction } from 'node:net';
import { clockFacts } from '../../../../src/core/transport/probe/clockFacts';
import type { ConnectionReport } from '../../../../src/core/transport/probe/connectionReport';
import type { Certificate } from '../../../support/certificates';
import { createAuthority, selfSigned } from '../../../support/certificates';
import type { FaultServer } from '../../../support/faultServer';
import { answer, raw, rawThenReset, silence } from '../../../support/faultServer';
import { until } from '../../../support/inTime';
import {
  authority,
  here,
  json,
  noSuchName,
  probe,
  resolvesTo,
  servers,
  steps,
} from '../../../support/probing';
import { makeTransport, run } from '../../../support/runs';

describe('a connection, step by step', () => {
  const { start, startSecure, close } = servers();
  after(close);

  it('http on this machine: the address, the connection and the answer', async () => {
    const server = await start();
    const report = await probe(server.origin, { proxy: 'http://127.0.0.1:1' });
    assert.equal(steps(report), 'lookup done, connect done, request done 401');
    assert.deepEqual(report.route, { kind: 'direct', because: 'loopback' });
    assert.equal(report.loopback, true);
    const { lookup, connect, request: asked } = report.stages;
    assert.ok(lookup?.kind === 'done' && connect?.kind === 'done' && asked?.kind === 'done');
    assert.deepEqual(lookup.facts.addresses, [{ address: '127.0.0.1', family: 4 }]);
    assert.deepEqual(connect.facts, {
      address: '127.0.0.1',
      family: 4,
      port: server.port,
      tried: [{ address: '127.0.0.1', family: 4, outcome: 'connected', code: '' }],
    });
    assert.equal(asked.facts.type, 'application/json');
    assert.ok((asked.facts.firstByteMs ?? -1) >= 0);
  });

  it('one request, without a key and without a body', async () => {
    const server = await start();
    await probe(server.origin);
    assert.equal(server.seen.length, 1);
    assert.equal(server.connections, 1);
    const [seen] = server.seen;
    assert.equal(seen?.method, 'GET');
    assert.equal(seen.headers['x-api-key'], undefined);
    assert.equal(seen.headers['user-agent'], 'jobo-api-explorer/9.9.9');
  });

  it('every connection is given back', async () => {
    const server = await startSecure();
    await probe(server.origin);
    await until(() => server.open.size === 0);
  });

  it('a name with several addresses', async () => {
    const server = await start();
    const report = await probe(
      `http://api.test:${server.port}`,
      {},
      { lookup: resolvesTo('127.0.0.1', '::1') },
    );
    const { lookup } = report.stages;
    assert.deepEqual(lookup?.kind === 'done' && lookup.facts.addresses, [
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ]);
    assert.equal(steps(report), 'lookup done, connect done, request done 401');
  });

  it('a name that there is not', async () => {
    const report = await probe('https://api.invalid', {}, { lookup: noSuchName });
    assert.equal(steps(report), 'lookup dns, connect notTried, tls notTried, request notTried');
  });

  it('a lookup that throws, and one that tells nothing: as if there was no such name', async () => {
    const throws: LookupFunction = host => {
      throw Object.assign(new Error(host), { code: 'ENOTFOUND' });
    };
    const tellsNothing: LookupFunction = (_host, _options, callback) => {
      (callback as (error: null) => void)(null);
    };
    for (const lookup of [throws, tellsNothing]) {
      const report = await probe('http://api.test', {}, { lookup });
      assert.match(steps(report), /^lookup dns, connect notTried/);
      const transport = makeTransport({ lookup });
      const result = await run({ transport, origin: 'http://api.test' });
      await transport.close();
      assert.deepEqual(
        result.attempts.map(({ error, sent }) => `${error} ${sent}`),
        Array(4).fill('dns false'),
      );
    }
  });

  it('a port where nobody listens', async () => {
    const server = await start();
    await server.close();
    const report = await probe(server.origin);
    assert.equal(steps(report), 'lookup done, connect connectRefused, request notTried');
  });

  it('a server that accepts and never answers', async () => {
    const server = await start();
    server.on('/thing', silence);
    assert.equal(
      steps(await probe(server.origin, {}, { limits: { firstByte: 100 } })),
      'lookup done, connect done, request headersTimeout',
    );
  });

  it('headers as long as a request takes them, and longer ones', async () => {
    const server = await start();
    const long = (size: number) => answer(401, { ...json, 'X-Long': 'x'.repeat(size) });
    for (const [size, told] of [
      [20_000, 'done 401'],
      [260_000, 'done 401'],
      [300_000, 'headersTooLarge'],
    ] as const) {
      server.on('/thing', long(size));
      const report = await probe(server.origin);
      assert.equal(steps(report), `lookup done, connect done, request ${told}`, `${size}`);
    }
  });

  it('a server that hangs up, and one that speaks something else', async () => {
    const server = await start();
    server.on('/thing', rawThenReset(), raw('SSH-2.0-x\r\n\r\n'));
    const expected = 'lookup done, connect done, request';
    assert.equal(steps(await probe(server.origin)), `${expected} connectionLost`);
    assert.equal(steps(await probe(server.origin)), `${expected} protocol`);
  });

  describe('over TLS', () => {
    const tlsOf = ({ stages: { tls } }: ConnectionReport) => {
      assert.ok(tls && tls.kind !== 'notTried');
      return tls;
    };

    it('a certificate that is trusted', async () => {
      const report = await probe((await startSecure()).origin);
      assert.equal(steps(report), 'lookup done, connect done, tls done, request done 401');
      const { facts } = tlsOf(report);
      assert.equal(facts?.version, 'TLSv1.3');
      const { validTo, validFrom, ...certificate } = facts.certificate!;
      assert.deepEqual(certificate, {
        subject: 'here',
        issuer: 'Test Authority',
        names: ['DNS:api.test', 'IP Address:127.0.0.1'],
        daysLeft: 29,
        begun: true,
      });
      assert.ok(Date.parse(validTo!) > Date.parse(validFrom!));
    });

    it('by name', async () => {
      const { port } = await startSecure();
      const report = await probe(`https://api.test:${port}`);
      assert.equal(steps(report), 'lookup done, connect done, tls done, request done 401');
    });

    const bad: readonly (readonly [string, Certificate, string, string])[] = [
      ['self-signed', selfSigned(here), 'certificateSelfSigned', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
      [
        'unknown issuer',
        createAuthority('Stranger').issue(here),
        'certificateIssuer',
        'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      ],
      [
        'expired',
        authority.issue({ ...here, validDays: [-10, -2] }),
        'certificateExpired',
        'CERT_HAS_EXPIRED',
      ],
      [
        'not yet valid',
        authority.issue({ ...here, validDays: [2, 10] }),
        'certificateOther',
        'CERT_NOT_YET_VALID',
      ],
      [
        'of another host',
        authority.issue({ name: 'here', hosts: ['other.test'] }),
        'certificateHost',
        'ERR_TLS_CERT_ALTNAME_INVALID',
      ],
    ];
    for (const [name, certificate, reason, code] of bad) {
      it(`${name}: it is shown, and nothing is sent`, async () => {
        const server = await startSecure(certificate);
        const report = await probe(server.origin);
        assert.equal(steps(report), `lookup done, connect done, tls ${reason}, request notTried`);
        const failed = tlsOf(report);
        assert.ok(failed.kind === 'failed');
        assert.equal(failed.code, code);
        assert.equal(failed.facts?.certificate?.subject, 'here');
        assert.equal(server.seen.length, 0);
      });
    }

    it('the days since it ended are counted, too', async () => {
      const server = await startSecure(authority.issue({ ...here, validDays: [-10, -2] }));
      assert.equal(tlsOf(await probe(server.origin)).facts?.certificate?.daysLeft, -3);
    });

    it('with verification switched off: said, and what is wrong, too', async () => {
      const server = await startSecure(selfSigned(here));
      const environment = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
      const report = await probe(server.origin, { environment });
      assert.equal(steps(report), 'lookup done, connect done, tls done, request done 401');
      assert.equal(report.unverifiedBy, 'NODE_TLS_REJECT_UNAUTHORIZED');
      assert.equal(tlsOf(report).facts?.ignored?.reason, 'certificateSelfSigned');
    });

    it('a handshake that is cut, one that stops, and a server without TLS', async () => {
      const cut = await start({
        onConnection: socket => socket.once('data', () => socket.destroy()),
      });
      const mute = await start({ onConnection: socket => socket.resume() });
      const other = await start({ onConnection: socket => socket.write('SSH-2.0-x\r\n') });
      const secure = ({ origin }: FaultServer) => origin.replace('http:', 'https:');
      const expected = (reason: string) =>
        `lookup done, connect done, tls ${reason}, request notTried`;
      assert.equal(steps(await probe(secure(cut))), expected('tlsHandshake'));
      assert.equal(
        steps(await probe(secure(mute), {}, { limits: { connect: 100 } })),
        expected('connectTimeout'),
      );
      assert.equal(steps(await probe(secure(other))), expected('protocol'));
    });
  });

  describe('the clock', () => {
    const minute = 60_000;
    it('is compared with the Date of the answer', async () => {
      const server = await start();
      const made = Date.now();
      const date = new Date(made + 10 * minute).toUTCString();
      server.on('/thing', answer(401, { Date: date }), answer(401), answer(401, { Date: 'soon' }));
      const clockOf = ({ stages: { request: asked } }: ConnectionReport) =>
        asked?.kind === 'done' ? asked.facts.clock : undefined;
      const { aheadMs, withinMs } = clockOf(await probe(server.origin))!;
      // The date is older than the request, by no more than has passed until now.
      const lag = Date.now() - made;
      assert.ok(aheadMs <= 10 * minute + withinMs);
      assert.ok(aheadMs >= 10 * minute - lag - withinMs);
      assert.equal(clockOf(await probe(server.origin)), undefined);
      assert.equal(clockOf(await probe(server.origin)), undefined);
    });

    it('counts the way and the cut-off second as open', () => {
      const at = Date.parse('2026-01-01T00:00:10.700Z');
      const date = 'Thu, 01 Jan 2026 00:00:10 GMT';
      assert.deepEqual(clockFacts(date, at, 200), { aheadMs: -300, withinMs: 600 });
    });
  });
});
