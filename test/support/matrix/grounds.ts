import { gzipSync } from 'node:zlib';
import type { EngineOptions } from '../../../src/core/transport/engineOptions';
import type { Limits } from '../../../src/core/transport/transport';
import { canary } from '../canary';
import type { Behaviour, FaultServer } from '../faultServer';
import { answer, head, rawThenEnd, startFaultServer } from '../faultServer';
import type { ProxyOptions } from '../proxyServer';
import { startProxy } from '../proxyServer';
import { network } from '../runs';
import { authority, badCertificates, here, lookup } from './badCertificates';
import { brokenTls } from './brokenTls';
import { echoesOf } from './echoes';
import { faults } from './faults';
import { badLocations, redirectStatuses } from './locations';
import { failingCodes, failingLookup, hole } from './lookups';
import { refusingProxies } from './refusingProxies';
import { statusRows } from './statusRows';

/** Where a run goes that a row of the matrix happens to. */
export interface Ground {
  readonly origin: string;
  readonly engine: Partial<EngineOptions>;
  /** Absent where nothing listens. */
  readonly server?: FaultServer;
  /** What each path of the server does. */
  readonly behaviours: readonly Behaviour[];
  /** All that somebody on the way got to see of it. */
  readonly seenOnTheWay?: readonly unknown[];
  close(): Promise<unknown>;
}

export interface GroundRow {
  readonly name: string;
  /** Whether a request comes as far as the server. */
  readonly reaches: boolean;
  /** The limit that ends each attempt. Absent: it ends by itself. */
  readonly limit?: keyof Limits;
  open(): Promise<Ground>;
}

const modes = ['undici', 'editor'] as const;

/** A row that a server on loopback plays by its answers: whichever way the request takes. */
const answered = (
  name: string,
  behaviours: readonly Behaviour[],
  limit?: keyof Limits,
): GroundRow[] =>
  modes.map(mode => ({
    name: `${name} (${mode})`,
    reaches: true,
    // The editor tells of nothing that comes before the answer.
    ...(limit && { limit: mode === 'editor' && limit === 'firstByte' ? 'whole' : limit }),
    async open() {
      const server = await startFaultServer();
      return {
        origin: server.origin,
        engine: { mode },
        server,
        behaviours,
        close: () => server.close(),
      };
    },
  }));

const unreachable = (
  name: string,
  engine: Partial<EngineOptions>,
  origin = 'http://api.test',
): GroundRow => ({
  name,
  reaches: false,
  open: () =>
    Promise.resolve({ origin, engine, behaviours: [], close: () => Promise.resolve(undefined) }),
});

const overTls = (
  name: string,
  options: Parameters<typeof startFaultServer>[0],
  changes: Partial<EngineOptions['network']> = {},
  host = '127.0.0.1',
): GroundRow => ({
  name,
  reaches: false,
  async open() {
    const server = await startFaultServer(options);
    return {
      origin: `https://${host}:${server.port}`,
      engine: { network: { ...network, certificates: [authority.cert], ...changes }, lookup },
      server,
      behaviours: [answer(200)],
      close: () => server.close(),
    };
  },
});

const proxied = (
  name: string,
  options: Partial<ProxyOptions>,
  reaches: boolean,
  proxyAuthorization?: string,
): GroundRow => ({
  name,
  reaches,
  async open() {
    const server = await startFaultServer();
    const proxy = await startProxy({ ports: { 'api.test': server.port }, ...options });
    const settings = { ...network, proxy: proxy.url };
    return {
      origin: 'http://api.test',
      engine: {
        network: { ...settings, ...(proxyAuthorization && { proxyAuthorization }) },
        lookup: failingLookup('ENOTFOUND'),
      },
      server,
      behaviours: [answer(200)],
      seenOnTheWay: proxy.seen,
      close: () => Promise.all([proxy.close(), server.close()]),
    };
  },
});

/** The key where a server may put it, in each form that is one line of Latin-1. */
const echoed = Object.entries(echoesOf(canary)).flatMap(([form, key]) => [
  ...answered(`${form} in the body`, [answer(401, {}, Buffer.from(`{"k":"${key}"}`, 'latin1'))]),
  ...answered(`${form} in a packed body`, [
    answer(
      400,
      { 'Content-Encoding': 'gzip' },
      gzipSync(Buffer.from(`{"detail":"${key}"}`, 'latin1')),
    ),
  ]),
  ...answered(`${form} in a long body that breaks off`, [
    rawThenEnd(
      head(200, { 'Content-Length': '9000000' }),
      Buffer.from(`${'x'.repeat(150_000)}${key}`.repeat(3), 'latin1'),
    ),
  ]),
  ...(form === 'UTF-16'
    ? []
    : answered(`${form} in headers, reason and redirect`, [
        rawThenEnd(
          `HTTP/1.1 302 Key ${key}\r\nX-Echo: ${key}\r\nETag: "${key}"\r\nLocation: /to?k=${key}\r\nContent-Length: 0\r\n\r\n`,
        ),
      ])),
]);

const login = `Basic ${Buffer.from('me:pass word').toString('base64')}`;

/** Every row of the tables that the transport is tested with, and the key sent back in every form. */
export const grounds: readonly GroundRow[] = [
  ...faults.flatMap(({ name, behaviour, limit }) => answered(name, [behaviour], limit)),
  ...statusRows.flatMap(({ name, behaviours }) => answered(name, behaviours)),
  ...redirectStatuses.flatMap(status =>
    answered(`${status} to the same origin`, [answer(status, { Location: '/end' })]),
  ),
  ...badLocations.flatMap(location =>
    answered(`302 to "${location}"`, [answer(302, { Location: location })]),
  ),
  ...echoed,
  ...answered('plain as the name of a header', [answer(200, { [canary]: 'value' })]),
  ...failingCodes.map(code => unreachable(code, { lookup: failingLookup(code) })),
  { ...unreachable('a name that never resolves', { lookup: hole }), limit: 'connect' },
  unreachable('a port where nothing listens', {}, 'http://127.0.0.1:1'),
  ...badCertificates.map(([name, { cert, key }, , trusted]) =>
    overTls(`certificate: ${name}`, { tls: { cert, key } }, trusted ? {} : { certificates: [] }),
  ),
  ...Object.entries(brokenTls).map(([name, onConnection]): GroundRow => ({
    ...overTls(`TLS: ${name}`, { onConnection }),
    ...(name === 'silent' && { limit: 'connect' }),
  })),
  overTls(
    'TLS that is not verified',
    { tls: authority.issue(here) },
    { environment: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } },
    'api.test',
  ),
  ...refusingProxies.map(([name, options]) => proxied(`proxy: ${name}`, options, false)),
  proxied('proxy: login missing', { login }, false),
  proxied('proxy: through', { login }, true, login),
  unreachable('proxy: a kind that cannot be used', {
    network: { ...network, proxy: 'socks5://127.0.0.1:1' },
  }),
  unreachable('proxy: not there', { network: { ...network, proxy: 'http://127.0.0.1:1' } }),
];
