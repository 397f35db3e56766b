import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { RetryReason, RetryRule } from '../../../src/core/retry/retryPolicy';
import {
  backoff,
  defaultRetrySettings,
  maintenanceWait,
  mostAttempts,
  retryPolicy,
} from '../../../src/core/retry/retryPolicy';
import type { FailureReason } from '../../../src/core/transport/transport';

/** What a person calls each failure; the compiler keeps them complete. */
const failures: Readonly<Record<FailureReason, string>> = {
  dns: 'DNS',
  connectRefused: 'refused',
  connectTimeout: 'connect time-out',
  networkUnreachable: 'network unreachable',
  tlsHandshake: 'TLS handshake cut',
  proxyRefused: 'proxy refused',
  proxyLogin: 'proxy-login errors',
  proxyKerberos: 'proxy-login errors',
  proxyNtlm: 'proxy-login errors',
  proxyDigest: 'proxy-login errors',
  proxyUnsupported: 'a proxy that is neither http nor https',
  proxyUnreadable: 'a proxy whose address or login cannot be read',
  certificatesUnread: "the system's certificates not read",
  certificatesFailed: "the system's certificates not read",
  certificateExpired: 'certificate errors',
  certificateSelfSigned: 'certificate errors',
  certificateHost: 'certificate errors',
  certificateIssuer: 'certificate errors',
  certificateOther: 'certificate errors',
  protocol: 'protocol errors',
  switchedProtocol: 'protocol errors',
  headersTooLarge: 'protocol errors',
  connectionLost: 'connection lost after sending',
  headersTimeout: 'no answer in time',
  bodyTimeout: 'answer stalled',
  totalTimeout: 'an answer that takes too long as a whole',
  damagedLength: 'answer damaged',
  damagedEncoding: 'answer damaged',
  tooLarge: 'an answer that is too large',
  cancelled: 'cancelled',
  unverifiedTls: 'refused by the extension',
  illegalKey: 'refused by the extension',
  notRecorded: 'refused by the extension',
  other: 'every other failure',
};
const named = (reasons: readonly FailureReason[]) => [
  ...new Set(reasons.map(reason => failures[reason])),
];

const rules = Object.entries(retryPolicy) as [RetryReason, RetryRule][];
const seconds = (ms: number) => ms / 1_000;
const cap = `${seconds(backoff.capMs)} s`;
const factor = `× 1 to ${1 + backoff.jitter}`;
const mostOf500 = 5;

function answers({ statuses, failures: reasons }: RetryRule): string {
  if (statuses.length > 0) return [...statuses, ...named(reasons)].join(', ');
  return `never sent (${named(reasons).join(', ')})`;
}

function again({ spends, creates }: RetryRule): string {
  if (spends === 'ask') return '*free* operations; *spending* and *creating* ones: ask';
  return creates === 'unlessKeyed'
    ? 'yes; *creating* operations without an idempotency key: ask'
    : 'yes, every operation';
}

const series = Array.from({ length: mostOf500 }, (_, n) =>
  seconds(Math.min(backoff.capMs, backoff.baseMs * 2 ** n)),
).join(', ');
const power = (less: number) => `min(${cap}, 2^(n−${less}) s) ${factor}`;
const { fromMs, toMs } = maintenanceWait;
const waits: Readonly<Record<RetryReason, string>> = {
  limited:
    `the n-th in a row, n = 1: \`Retry-After\` to the letter; n ≥ 2: \`Retry-After\` + ${power(2)}; ` +
    `without a valid one: \`retry_after_seconds\` of the body in its place, else ${power(1)}`,
  serverError: `${series} s, cap ${cap}, ${factor}`,
  maintenance: `\`Retry-After\`, else evenly random ${seconds(fromMs)} to ${seconds(toMs)} s`,
  uncertain: 'as 500',
  neverSent: 'as 500',
};

const most = ({ retries }: RetryRule): string =>
  retries === 'setting'
    ? `${defaultRetrySettings.retries500} retries (setting: 3 to ${mostOf500}), then status.jobo.world is named`
    : `${retries} retries`;

/** The table as the code has it. */
function expected(): string[] {
  const retried = rules.flatMap(([, { statuses }]) => statuses);
  const exceptions = retried.filter(status => status < 500).sort((a, b) => a - b);
  const known = new Set(rules.flatMap(([, rule]) => rule.failures));
  const reasons = (Object.keys(failures) as FailureReason[]).filter(each => !known.has(each));
  const row = (...cells: readonly string[]) =>
    `|${cells.map(cell => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|`;
  return [
    row('answer', 'sent again', 'wait before the next attempt', 'at most'),
    row('---', '---', '---', '---'),
    row(
      `400, 401, 402, 403, 404 and every other 4xx but ${exceptions.join(', ')}`,
      'never: exactly one request',
      '',
      '',
    ),
    ...rules.map(([reason, rule]) => row(answers(rule), again(rule), waits[reason], most(rule))),
    row(`every other status, ${named(reasons).join(', ')}`, 'never', '', ''),
  ];
}

const root = path.resolve(__dirname, '../../..');
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');
const words = JSON.parse(read('package.nls.json')) as Record<string, string>;

describe('the retry table', () => {
  for (const [where, markdown] of [
    ['the setting', words['settings.retry.retries500'] ?? ''],
    ['the README', read('README.md')],
  ] as const) {
    it(`stands in ${where} exactly as the code has it`, () => {
      const lines = markdown.split('\n');
      const table = lines.slice(lines.indexOf(expected()[0] ?? ''));
      const end = table.findIndex(line => !line.startsWith('|'));
      assert.deepEqual(end < 0 ? table : table.slice(0, end), expected());
    });
  }

  it('says how many attempts there are at most', () => {
    assert.ok(read('README.md').includes(`At most ${mostAttempts} attempts in all.`));
  });

  it('offers for 500 what the code takes', () => {
    const { contributes } = JSON.parse(read('package.json')) as {
      contributes: {
        configuration: { properties: Record<string, { enum?: unknown; default?: unknown }> }[];
      };
    };
    const [setting] = contributes.configuration.flatMap(
      ({ properties }) => properties['jobo.retry.retries500'] ?? [],
    );
    assert.deepEqual(setting?.enum, [3, 4, mostOf500]);
    assert.equal(setting.default, defaultRetrySettings.retries500);
  });
});
