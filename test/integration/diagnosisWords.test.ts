import assert from 'node:assert/strict';
import { diagnosisWords } from '../../src/shell/words/diagnosisWords';
import { outcomeWords } from '../../src/shell/words/outcomeWords';
import type { RefusalReason } from '../../src/core/exchange';
import { changeWords } from '../../src/shell/words/fixWords';

const refusals = Object.keys({
  noKey: 1,
  cannotBuild: 1,
  foreignHeader: 1,
  keyInRequest: 1,
  unverifiedTls: 1,
  notConfirmed: 1,
  sandboxFailed: 1,
  unknownProfile: 1,
  illegalKey: 1,
  notRecorded: 1,
  ourFault: 1,
} satisfies Readonly<Record<RefusalReason, 1>>) as RefusalReason[];

describe('the words of a diagnosis', () => {
  it('say of a run that was held back before a later attempt that it was sent before', () => {
    for (const code of refusals) {
      const facts = { profile: 'Live', origin: 'https://api.example', sent: true, attempts: 1 };
      const diagnosis = { code, facts, fixes: [] };
      const { title, detail } = diagnosisWords(diagnosis);
      assert.doesNotMatch(
        `${title} ${detail}`,
        /[Nn]othing was (sent|charged)|^Not sent (?!again)/,
      );
      assert.match(detail, /was not sent again/);
      const outcome = { kind: 'refused', reason: code } as const;
      const end = { outcome, operationId: 'searchJobs' };
      assert.equal(outcomeWords({ ...end, diagnosis }), 'Not sent again');
      const unsent = { ...diagnosis, facts: { ...facts, sent: false, attempts: 0 } };
      assert.match(diagnosisWords(unsent).detail, /[Nn]othing was sent/);
      assert.equal(outcomeWords({ ...end, diagnosis: unsent }), 'Not sent');
      assert.equal(outcomeWords(end), 'Not sent');
    }
  });

  it('say of a thing that was not found that it may be gone, and that it may be somewhere else', () => {
    const detail = (thing: string, ends = false) => {
      const facts = { thing, ends, hasId: true, id: '1111aaaa-5555', profile: 'Live' };
      return diagnosisWords({ code: 'notFound', facts, fixes: [] }).detail;
    };
    assert.match(detail('job'), /closed.*"List ids of jobs that closed".*search.*environment/);
    assert.match(detail('session'), /ended, or .*another account.*environment.*switch/);
    assert.match(detail('profile', true), /deleted, then there is nothing left.*another account/);
    assert.match(detail('application'), /another account.*environment.*"List applications"/);
    for (const thing of ['job', 'company', 'application', 'session', 'profile'])
      assert.match(detail(thing), /^1111aaaa-5555 is not known to the account of Live\./);
  });

  it('say how long headers may be, and what a run that sent them may have cost', () => {
    const facts = {
      failure: 'headersTooLarge',
      origin: 'https://api.example',
      sent: true,
      operationClass: 'spends',
    };
    const { title, detail } = diagnosisWords({ code: 'protocol', facts, fixes: [] });
    assert.match(title, /headers of the answer are too long/);
    assert.match(detail, /^api\.example sends .*256 KB.*jobo\.network\.transport.*charged/);
  });

  it('say which proxies work, and where to set one', () => {
    const facts = { failure: 'proxyUnsupported', origin: 'https://api.example' };
    const { title, detail } = diagnosisWords({ code: 'proxy', facts, fixes: [] });
    assert.match(title, /kind of proxy/);
    assert.match(detail, /^Only http and https proxies work[.;].*http\.proxy.*Nothing was sent\.$/);
  });

  it('name the setting or variable of a proxy that failed, and what cannot be had', () => {
    const words = (failure: string, proxyBy?: string, loginBy?: string) => {
      const facts = { failure, ...(proxyBy && { proxyBy }), ...(loginBy && { loginBy }) };
      const { title, detail } = diagnosisWords({ code: 'proxy', facts, fixes: [] });
      assert.doesNotMatch(detail, /\{\d\}|undefined/);
      return `${title}: ${detail}`;
    };
    assert.match(
      words('proxyUnsupported', 'ALL_PROXY'),
      /in ALL_PROXY .*"off".*jobo\.network\.transport/,
    );
    assert.match(words('proxyUnreadable', 'HTTPS_PROXY'), /in HTTPS_PROXY .*http:\/\/host:port/);
    assert.match(words('proxyLogin', 'HTTPS_PROXY'), /407, and HTTPS_PROXY holds no login/);
    assert.match(
      words('proxyLogin', 'http.proxy', 'http.proxyAuthorization'),
      /407: it did not accept the login of http\.proxyAuthorization/,
    );
    assert.match(
      words('proxyKerberos', 'http.proxy'),
      /offers Kerberos \(Negotiate\), and no login.*jobo\.network\.transport/,
    );
    assert.match(
      words('proxyNtlm', 'http.proxy'),
      /offers NTLM, and no login.*Ask whoever runs it/,
    );
    assert.match(
      words('proxyDigest', 'http.proxy'),
      /offers Digest, and no login.*Ask whoever runs it/,
    );
    assert.match(words('proxyRefused', 'HTTPS_PROXY'), /address in HTTPS_PROXY/);
    assert.match(words('proxyLogin'), /setting http\.proxy/);
    const unread = { failure: 'certificatesUnread', origin: 'https://api.example' };
    const { detail } = diagnosisWords({ code: 'certificate', facts: unread, fixes: [] });
    assert.match(detail, /system's certificates could not be read in time\. Send again/);
    const facts = { ...unread, failure: 'certificatesFailed' };
    const failed = diagnosisWords({ code: 'certificate', facts, fixes: [] }).detail;
    assert.match(
      failed,
      /reading the system's certificates failed\. Send again.*systemCertificates/,
    );
    assert.doesNotMatch(failed, /in time|connectTimeoutSeconds/);
  });

  it('say of an answer without words that it has none, and no such thing of another', () => {
    for (const code of ['badRequest', 'otherClientError'] as const) {
      const facts = { status: 418 };
      const silent = diagnosisWords({ code, facts, fixes: [] }).detail;
      assert.match(silent, /does not say (what|why)/);
      assert.doesNotMatch(silent, /message/);
      const { detail } = diagnosisWords({ code, facts, fixes: [], message: 'No.' });
      assert.match(detail, /[Ii]ts message says/);
    }
  });

  it('call a type of JSON by a name that is none of a program', () => {
    const facts = {
      rule: 'wrongType',
      parameter: 'limit',
      value: 'five',
      expected: 'integer | null',
    };
    const { title, detail } = diagnosisWords({ code: 'badRequest', facts, fixes: [] });
    assert.equal(title, 'limit is of another type');
    assert.match(detail, /wants a whole number or nothing; this request said five/);
  });

  it('begin with a capital letter where a whole body is wrong', () => {
    const facts = { rule: 'otherRule', place: 'body', parameter: '' };
    assert.match(diagnosisWords({ code: 'badRequest', facts, fixes: [] }).title, /^The body /);
  });

  it('speak of a charge only where rows that come again have one', () => {
    const detail = (operationClass: string) =>
      diagnosisWords({ code: 'badCursor', facts: { operationClass }, fixes: [] }).detail;
    assert.match(detail('spends'), /charged again/);
    assert.doesNotMatch(detail('free'), /charge/);
  });

  it('say of an empty answer of the sandbox that its data is small, and what it has', () => {
    const detail = (facts: object) =>
      diagnosisWords({ code: 'noRows', facts: { filters: 0, ...facts }, fixes: [] }).detail;
    assert.match(detail({ sandbox: true, word: 'engineer' }), /sandbox .*Search for "engineer"/);
    assert.match(detail({ sandbox: true }), /sandbox .*with fewer filters/);
    assert.doesNotMatch(detail({}), /sandbox/);
  });

  it('offer the way out that fits the certificate', () => {
    const detail = (failure: string) => {
      const facts = { failure, profile: 'Live', origin: 'https://connect.jobo.world' };
      return diagnosisWords({ code: 'certificate', facts, fixes: [] }).detail;
    };
    assert.match(detail('certificateExpired'), /date and time of this machine.*Nothing was sent/);
    assert.match(detail('certificateHost'), /base URL of Live/);
    for (const failure of ['certificateIssuer', 'certificateSelfSigned'])
      assert.match(detail(failure), /http\.systemCertificates/);
  });

  it('show before and after of each change, and of a cursor that is left behind', () => {
    const at = { in: 'query', name: 'page_size', pointer: '' } as const;
    assert.equal(
      changeWords({ kind: 'setValue', at, from: 640, value: 100, upTo: 300 }),
      'page_size 640 → 100',
    );
    assert.equal(changeWords({ kind: 'startOver', from: 'abc', upTo: 0 }), 'cursor abc → nothing');
    const dropped = ['q', 'location'];
    assert.equal(changeWords({ kind: 'widen', dropped, upTo: 0 }), 'q, location → nothing');
    assert.equal(
      changeWords({ kind: 'widen', word: 'engineer', dropped, upTo: 0 }),
      'q, location → only "engineer"',
    );
    const keeping = { kind: 'widen', kept: ['queries'], dropped: ['skills'], upTo: 0 } as const;
    assert.equal(changeWords(keeping), 'skills → nothing');
  });

  it('tell a rejected key from one of another environment, and from one that lacks a part', () => {
    const detail = (facts: object) =>
      diagnosisWords({ code: 'keyRejected', facts: { ...facts }, fixes: [] }).detail;
    const live = { origin: 'https://connect.jobo.world', otherOrigin: false };
    assert.match(detail(live), /revoked or rotated/);
    // A test key is valid there too: of an environment nothing is to be said.
    assert.doesNotMatch(detail(live), /environment/);
    assert.match(
      detail({ origin: 'https://jobo.example', otherOrigin: true }),
      /another environment than https:\/\/jobo\.example/,
    );
    assert.match(detail({ ...live, malformed: true }), /not in the form of a Jobo key.*part/);
  });

  it('say of a limit that has opened since that it has', () => {
    const detail = (opensAt: number) => {
      const facts = { attempts: 6, opensAt: new Date(opensAt).toISOString() };
      return diagnosisWords({ code: 'rateLimited', facts, fixes: [] }).detail;
    };
    assert.match(detail(Date.now() + 60_000), /opens again at/);
    assert.match(detail(Date.now() - 60_000), /was to open at .*which has passed/);
  });

  it('leave open what an earlier attempt did where the last one did not leave', () => {
    for (const failure of [
      'certificateExpired',
      'proxyLogin',
      'proxyRefused',
      'proxyUnsupported',
      'proxyKerberos',
      'proxyNtlm',
      'proxyDigest',
      'proxyUnreadable',
      'certificatesUnread',
      'certificatesFailed',
    ]) {
      const code = failure.startsWith('proxy') ? 'proxy' : 'certificate';
      const detail = (sent: boolean) =>
        diagnosisWords({ code, facts: { failure, sent }, fixes: [] }).detail;
      assert.match(detail(false), /Nothing was sent\./);
      assert.match(detail(true), /The last attempt did not leave\./);
    }
  });
});
