import type { LookupFunction } from 'node:net';
import * as net from 'node:net';
import type { EngineOptions } from '../../src/core/transport/engineOptions';
import { diagnoseConnection } from '../../src/core/transport/engine';
import type { ConnectionReport } from '../../src/core/transport/probe/connectionReport';
import { createAuthority, type Certificate } from './certificates';
import type { Limits } from '../../src/core/transport/transport';
import { answer, startFaultServer } from './faultServer';
import { startProxy, type ProxyOptions, type ProxyServer } from './proxyServer';
import { limitsWith, network } from './runs';

export const authority = createAuthority('Test Authority');
export const here = { name: 'here', addresses: ['127.0.0.1'], hosts: ['api.test'] };
export const json = { 'Content-Type': 'application/json; charset=utf-8' };
const request = { operationId: 'x', method: 'GET', target: '/thing', headers: {} } as const;

export const resolvesTo =
  (...addresses: readonly string[]): LookupFunction =>
  (_host, _options, callback) => {
    callback(
      null,
      addresses.map(address => ({ address, family: net.isIP(address) })),
    );
  };

export const noSuchName: LookupFunction = (host, _options, callback) => {
  callback(Object.assign(new Error(host), { code: 'ENOTFOUND' }), '');
};

/** Servers of one suite; `close` ends them all. */
export function servers() {
  const closing: { close(): Promise<void> }[] = [];
  const start = async (options: Parameters<typeof startFaultServer>[0] = {}) => {
    const server = await startFaultServer(options);
    server.on('/thing', answer(401, { ...json, Date: new Date().toUTCString() }));
    closing.push(server);
    return server;
  };
  return {
    start,
    startSecure: ({ cert, key }: Certificate = authority.issue(here)) =>
      start({ tls: { cert, key } }),
    proxy: async (options: ProxyOptions): Promise<ProxyServer> => {
      const server = await startProxy(options);
      closing.push(server);
      return server;
    },
    close: () => Promise.all(closing.map(each => each.close())),
  };
}

/** Probes with our authority trusted and every name leading to loopback. */
export function probe(
  origin: string,
  changes: Partial<EngineOptions['network']> = {},
  options: Partial<EngineOptions> & { signal?: AbortSignal; limits?: Partial<Limits> } = {},
): Promise<ConnectionReport> {
  const { signal = new AbortController().signal, limits = {}, ...engine } = options;
  return diagnoseConnection(
    {
      version: '9.9.9',
      mode: 'undici',
      editorFetch: fetch,
      network: { ...network, certificates: [authority.cert], ...changes },
      lookup: resolvesTo('127.0.0.1'),
      ...engine,
    },
    { origin: new URL(origin), request, limits: limitsWith(limits), signal },
  );
}

type AnyStage = NonNullable<ConnectionReport['stages'][keyof ConnectionReport['stages']]>;

/** Each step in a word: what came of it. */
export function steps({ stages }: ConnectionReport): string {
  return Object.entries(stages)
    .map(([name, stage]: readonly [string, AnyStage]) => `${name} ${told(stage)}`)
    .join(', ');
}

function told(stage: AnyStage): string {
  if (stage.kind === 'failed') return stage.reason;
  return stage.kind === 'done' && 'status' in stage.facts
    ? `done ${String(stage.facts.status)}`
    : stage.kind;
}
