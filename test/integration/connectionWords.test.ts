import assert from 'node:assert/strict';
import type {
  CertificateFacts,
  ConnectionReport,
  RouteFacts,
  Stages,
} from '../../src/core/transport/probe/connectionReport';
import type { FailureReason } from '../../src/core/transport/transport';
import { connectionReport } from '../../src/shell/network/connectionReport';
import { clockWords } from '../../src/shell/words/clockWords';
import { connectionWords, routeWords } from '../../src/shell/words/connectionWords';
import { failures, keysOf } from './codes';

const certificate: CertificateFacts = {
  subject: 'api.example',
  issuer: 'An Authority',
  names: ['DNS:api.example'],
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2026-03-01T00:00:00.000Z',
  daysLeft: 28,
  begun: true,
};
const http = { status: 401, type: 'application/json', firstByteMs: 12, clock: undefined };
const proxied: RouteFacts = {
  kind: 'proxy',
  address: 'http://proxy.example:3128',
  source: 'http.proxy',
  loginBy: 'http.proxyAuthorization',
};
const done = <Facts>(facts: Facts) => ({ kind: 'done', ms: 3, facts }) as const;
const all: Required<Stages> = {
  lookup: done({ host: 'api.example', addresses: [{ address: '::1', family: 6 }] }),
  connect: done({ address: '::1', family: 6, port: 443, tried: [] } as const),
  tunnel: done({ status: '200' }),
  tls: done({ version: 'TLSv1.3', certificate }),
  request: done(http),
  editor: done(http),
};

const looked: ConnectionReport['looked'] = {
  notExcludedBy: undefined,
  unused: [],
  overruledLogin: undefined,
  kerberos: false,
  extraCertificates: false,
  strictSslIdle: false,
};

const reportOf = (changes: Partial<ConnectionReport> = {}): ConnectionReport => ({
  origin: 'https://api.example',
  loopback: false,
  at: '2026-02-01T00:00:00.000Z',
  mode: 'auto',
  route: { kind: 'direct', because: 'none' },
  looked,
  unverifiedBy: undefined,
  asked: 'GET /thing',
  stages: { lookup: all.lookup, connect: all.connect, tls: all.tls, request: all.request },
  ...changes,
});

function assertWhole(text: string, what: string): void {
  assert.doesNotMatch(text, /\{\d\}|undefined|NaN|\[object|Invalid/, what);
  for (const line of text.split('\n').filter(each => each.startsWith('|'))) {
    const cells = line.replaceAll('\\|', '').split('|').length;
    assert.ok(cells === 5 || cells === 4, `${what}: ${line}`);
  }
}

describe('the words of a diagnosed connection', () => {
  for (const step of keysOf(all)) {
    it(`tell every failure of the step ${step}, with a next step`, () => {
      for (const reason of failures) {
        for (const code of ['', 'EAI_AGAIN', '403', 'socks5:']) {
          for (const route of [proxied, { kind: 'direct', because: 'none' }] as const) {
            const stages: Stages = {
              ...all,
              request: { kind: 'notTried' },
              editor: { kind: 'notTried' },
              [step]: { kind: 'failed', ms: 3, reason, code },
            };
            const report = reportOf({ stages, route });
            const what = JSON.stringify([step, reason, code]);
            const words = connectionWords(report, 'Live');
            assert.equal(words.length, 1, what);
            assert.match(words[0] ?? '', /^.+: .+[.] .+[.]$/, what);
            assertWhole(connectionReport(report, 'Live'), what);
          }
        }
      }
    });
  }

  it('tell every state of a certificate', () => {
    const states: readonly Partial<CertificateFacts>[] = [
      {},
      { daysLeft: 1 },
      { daysLeft: 0 },
      { daysLeft: -1 },
      { daysLeft: -9 },
      { begun: false },
      { validFrom: undefined, validTo: undefined, daysLeft: undefined },
      { names: Array.from({ length: 40 }, (_, index) => `DNS:${index}.example`) },
      { names: [], subject: '', issuer: '' },
    ];
    for (const state of states) {
      for (const reason of failures.filter(each => each.startsWith('certificate'))) {
        const facts = { version: 'TLSv1.3', certificate: { ...certificate, ...state } };
        const failed = { kind: 'failed', ms: 3, reason, code: 'SOME_CODE', facts } as const;
        const ignored = done({ ...facts, ignored: { reason, code: 'SOME_CODE' } });
        for (const tls of [failed, ignored, done(facts)]) {
          const report = reportOf({ stages: { ...all, tls }, unverifiedBy: 'http.proxyStrictSSL' });
          assertWhole(connectionReport(report, 'Live'), JSON.stringify([state, reason]));
        }
      }
    }
  });

  it('tell each answer, and that another server may stand there', () => {
    for (const [status, type, expected] of [
      [401, 'application/json', /works: 401 .* Check API Key/s],
      [503, '', /but the answer is 503 .* later/s],
      [200, 'text/html', /where the API says 401 .* a web page/s],
      [302, '', /Something other than the API/],
    ] as const) {
      const stages = { request: done({ ...http, status, type }) };
      assert.match(connectionWords(reportOf({ stages }), 'Live').join(' '), expected);
    }
  });

  it('tell headers that are too long, which is no other protocol', () => {
    const request = { kind: 'failed', ms: 3, reason: 'headersTooLarge', code: 'X' } as const;
    const told = connectionWords(reportOf({ stages: { request } }), 'Live').join(' ');
    assert.match(told, /headers of the answer are longer than the 256 KB .* Ask whoever runs/);
    assert.doesNotMatch(told, /not HTTP/);
    const theirs = reportOf({ mode: 'editor', stages: { lookup: all.lookup, editor: request } });
    assert.match(
      connectionWords(theirs, 'Live').join(' '),
      /longer than the 16 KB .*jobo\.network\.transport/,
    );
  });

  it('tell that only the editor finds the way', () => {
    const failed = { kind: 'failed', ms: 3, reason: 'dns', code: 'ENOTFOUND' } as const;
    const ours = reportOf({ stages: { lookup: failed, editor: all.editor } });
    assert.match(connectionWords(ours, 'Live').join(' '), /Our own way ends at DNS/);
    const theirs = reportOf({ mode: 'editor', stages: { lookup: failed, editor: all.editor } });
    assert.match(connectionWords(theirs, 'Live').join(' '), /^The connection works/);
    assert.match(connectionReport(theirs, 'Live'), /Through the editor's own network/);
  });

  it('name what decides the way', () => {
    assert.match(
      routeWords(proxied),
      /`http:\/\/proxy.example:3128`, by `http.proxy`, with the login of `http\.proxyAuthorization`/,
    );
    const excluded = {
      kind: 'direct',
      because: 'excluded',
      source: 'NO_PROXY',
      entry: '.x',
    } as const;
    assert.match(routeWords(excluded), /`NO_PROXY` excludes this host.*entry `\.x`/);
  });

  it('name what cannot be used, by its setting or variable, with what to do', () => {
    const words = (reason: FailureReason, code: string, route: RouteFacts) => {
      const tunnel = { kind: 'failed', ms: 0, reason, code } as const;
      const report = reportOf({ route, stages: { tunnel } });
      assertWhole(connectionReport(report, 'Live'), reason);
      return connectionWords(report, 'Live').join(' ');
    };
    const unusable = (reason: 'proxyUnsupported' | 'proxyUnreadable', code: string) =>
      words(reason, code, { kind: 'unusable', reason, code, source: 'ALL_PROXY' });
    assert.match(unusable('proxyUnsupported', 'socks5:'), /`ALL_PROXY`.*`socks5:`.*http\.noProxy/);
    assert.match(unusable('proxyUnsupported', 'PAC'), /`ALL_PROXY`.*\(PAC\).*"editor"/);
    assert.match(unusable('proxyUnreadable', 'address'), /`ALL_PROXY`.*http:\/\/host:port/);
    assert.match(unusable('proxyUnreadable', 'login'), /no login.*one line/);
    const bare: RouteFacts = { ...proxied, loginBy: undefined };
    assert.match(
      words('proxyLogin', '407', proxied),
      /login of `http\.proxyAuthorization` \(407\)/,
    );
    assert.match(words('proxyLogin', '407', bare), /`http\.proxy` holds none.*proxyAuthorization/);
    assert.match(
      words('proxyKerberos', '407', bare),
      /offers Kerberos \(Negotiate\), and no login.*jobo\.network\.transport/,
    );
    assert.match(
      words('proxyNtlm', '407', bare),
      /offers NTLM, and no login.*Ask whoever runs the proxy/,
    );
    assert.match(
      words('proxyDigest', '407', bare),
      /offers Digest, and no login.*Ask whoever runs the proxy/,
    );
    assert.match(
      words('certificateIssuer', 'X', bare),
      /proxy's own certificate.*systemCertificates/,
    );
  });

  it('tell each decision, and what made it', () => {
    const told = (changes: Partial<ConnectionReport>) => {
      const text = connectionReport(reportOf(changes), 'Live');
      assertWhole(text, text);
      return text;
    };
    const lookedAt = (changes: Partial<ConnectionReport['looked']>) =>
      told({ route: proxied, looked: { ...looked, ...changes } });
    assert.match(told({}), /connections of our own; `jobo\.network\.transport` would ask/);
    assert.match(told({ mode: 'undici' }), /connections of our own, by `jobo\.network\.transport`/);
    assert.match(told({ stages: all }), /editor's network was asked after ours had failed/);
    assert.match(
      lookedAt({ notExcludedBy: 'NO_PROXY' }),
      /No entry of `NO_PROXY` covers this host/,
    );
    assert.match(
      lookedAt({ unused: ['HTTPS_PROXY', 'ALL_PROXY'] }),
      /without a say here: `HTTPS_PROXY`, `ALL_PROXY`/,
    );
    assert.match(
      lookedAt({ overruledLogin: 'HTTPS_PROXY' }),
      /login in the address of `HTTPS_PROXY` is not sent: `http\.proxyAuthorization` stands above/,
    );
    assert.match(lookedAt({ kerberos: true }), /`http\.proxyKerberosServicePrincipal` is set/);
    assert.match(lookedAt({ extraCertificates: true }), /of `NODE_EXTRA_CA_CERTS` are trusted/);
    assert.match(lookedAt({ strictSslIdle: true }), /`http\.proxyStrictSSL` is off/);
    const by = 'NODE_TLS_REJECT_UNAUTHORIZED';
    assert.match(told({ unverifiedBy: by }), /not verified, by `NODE_TLS_REJECT_UNAUTHORIZED` \|/);
    const off = { kind: 'direct', because: 'off', source: 'http.proxySupport' } as const;
    assert.match(told({ route: off }), /Straight: `http\.proxySupport` is "off"/);
  });

  it('tell the certificates of the system, and the setting by which they count', () => {
    const told = (certificates: NonNullable<ConnectionReport['certificates']>) => {
      const text = connectionReport(reportOf({ certificates }), 'Live');
      assertWhole(text, text);
      return /^\| System certificates \| (.*) \| .*\|$/m.exec(text)?.[1] ?? '';
    };
    const by = '`http.systemCertificates`';
    assert.equal(told(done({ kind: 'off' })), `Not used, by ${by}`);
    assert.match(told(done({ kind: 'read', count: 1_234, added: 7 })), /Used, by .*1.?234.* 7$/);
    assert.match(told(done({ kind: 'unavailable' })), /cannot tell them/);
    assert.notEqual(told(done({ kind: 'unread' })), '');
    const failed = { kind: 'failed', ms: 9, code: '' } as const;
    const late = told({ ...failed, reason: 'certificatesUnread' });
    assert.match(late, /could not be read in time.*jobo\.network\.connectTimeoutSeconds/);
    const broken = told({ ...failed, reason: 'certificatesFailed' });
    assert.match(broken, /reading them failed.*systemCertificates` off/);
    assert.doesNotMatch(broken, /in time|connectTimeoutSeconds/);
    assert.match(told({ ...failed, reason: 'cancelled' }), /cancelled/);
  });

  it('tell every address that was tried, and which one answered', () => {
    const tried = [
      { address: '::1', family: 6, outcome: 'networkUnreachable', code: 'ENETUNREACH' },
      { address: '10.0.0.1', family: 4, outcome: 'pending', code: '' },
      { address: '10.0.0.2', family: 4, outcome: 'connected', code: '' },
    ] as const;
    const connect = done({ address: '10.0.0.2', family: 4, port: 443, tried } as const);
    assert.match(
      connectionReport(reportOf({ stages: { ...all, connect } }), 'Live'),
      /`::1` \(IPv6\): network unreachable, `10\.0\.0\.1` \(IPv4\) had not .*`10\.0\.0\.2` .* first/,
    );
    const failed = { kind: 'failed', ms: 3, reason: 'connectTimeout', code: 'ETIMEDOUT' } as const;
    assert.match(
      connectionReport(reportOf({ stages: { connect: { ...failed, facts: { tried } } } }), 'Live'),
      /✗ Nothing answered .*Tried in turn: `::1`/,
    );
  });

  it('call more than five minutes a likely problem, and less harmless', () => {
    const minute = 60_000;
    const words = (aheadMs: number) => clockWords({ aheadMs, withinMs: 500 });
    assert.match(words(1_400), /agrees/);
    assert.match(words(-40_000), /40 s ahead of the server's, which does no harm/);
    assert.match(words(5 * minute), /5 min behind the server's, which does no harm/);
    assert.match(words(5 * minute + 1), /behind the server's: a likely problem/);
    const clock = { aheadMs: -9 * minute, withinMs: 500 };
    const stages = { request: done({ ...http, clock }) };
    assert.match(connectionWords(reportOf({ stages }), 'Live').at(-1) ?? '', /likely problem/);
  });

  it('show hostile names as text', () => {
    const hostile = '`](command:x) | <b>\u202e\u0000\n# Heading';
    const subject = hostile.repeat(100);
    const names = [hostile];
    const facts = { version: hostile, certificate: { ...certificate, subject, names } };
    const text = connectionReport(reportOf({ stages: { ...all, tls: done(facts) } }), hostile);
    assertWhole(text, text);
    assert.doesNotMatch(text, /\u202e|^# Heading/m);
    assert.ok(!text.includes('\0'));
    assert.ok(text.length < 3_000);
    for (const line of text.split('\n')) assert.equal(line.split('`').length % 2, 1, line);
  });
});
