import assert from 'node:assert/strict';
import * as tls from 'node:tls';
import type { EngineOptions } from '../../../../src/core/transport/engineOptions';
import type { SystemCertificates } from '../../../../src/core/transport/systemCertificates';
import { createAuthority } from '../../../support/certificates';
import type { FaultServer } from '../../../support/faultServer';
import { answer, startFaultServer } from '../../../support/faultServer';
import { here, probe, steps } from '../../../support/probing';

const office = createAuthority('Office Authority');

describe('the certificates of the system in a diagnosed connection', () => {
  let server: FaultServer;
  before(async () => {
    const { cert, key } = office.issue(here);
    server = await startFaultServer({ tls: { cert, key } });
    server.on('/thing', answer(401));
  });
  after(() => server.close());

  const asked = (read: EngineOptions['readSystemCertificates'], limit = 40_000) =>
    probe(
      server.origin,
      { certificates: [], systemCertificates: true },
      { ...(read && { readSystemCertificates: read }), limits: { connect: limit } },
    );

  it('are told with their number, and count', async () => {
    const report = await asked(() => Promise.resolve([...tls.rootCertificates, office.cert]));
    assert.match(steps(report), /tls done, request done/);
    assert.ok(report.certificates?.kind === 'done');
    const count = tls.rootCertificates.length + 1;
    assert.deepEqual(report.certificates.facts, { kind: 'read', count, added: 1 });
  });

  it('that take too long, or fail, are told; the rest goes on with what is trusted anyway', async () => {
    const throws = () => {
      throw new Error('no');
    };
    for (const [read, limit, reason] of [
      [() => new Promise<SystemCertificates>(() => undefined), 1_000, 'certificatesUnread'],
      [() => Promise.reject(new Error('no')), 40_000, 'certificatesFailed'],
      [throws, 40_000, 'certificatesFailed'],
    ] as const) {
      const report = await asked(read, limit);
      assert.ok(report.certificates?.kind === 'failed');
      assert.equal(report.certificates.reason, reason);
      assert.match(steps(report), /tls certificateIssuer, request notTried$/);
    }
  });

  it('switched off, and of a runtime that cannot tell them, are told as that', async () => {
    const off = await probe(server.origin, { systemCertificates: false });
    assert.ok(off.certificates?.kind === 'done');
    assert.deepEqual(off.certificates.facts, { kind: 'off' });
    const none = await asked(() => Promise.resolve(undefined));
    assert.ok(none.certificates?.kind === 'done');
    assert.deepEqual(none.certificates.facts, { kind: 'unavailable' });
  });
});
