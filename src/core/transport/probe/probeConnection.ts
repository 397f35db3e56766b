import type { Socket } from 'node:net';
import { editorMayHelp } from '../autoTransport';
import type { EngineOptions } from '../engineOptions';
import { isLoopback } from '../../common/loopback';
import type { Place } from '../dial';
import {
  notExcludedBy,
  overruledLogin,
  routeTo,
  unusedNames,
  unverifiedBy,
  type NetworkSettings,
  type Proxy,
  type Route,
} from '../proxy';
import { createTrust } from '../trust';
import type { ConnectionReport, Looked, RouteFacts, Stages } from './connectionReport';
import {
  askTunnel,
  lookUp,
  openSocket,
  readCertificates,
  shakeHands,
  type Security,
} from './connectStages';
import { bareHost } from '../overTls';
import { askEditor, askOver, type Question } from './requestStages';
import type { StageWorld } from './stage';

export interface Probe extends Question {
  readonly network: NetworkSettings;
  readonly mode: EngineOptions['mode'];
  readonly editorFetch: typeof globalThis.fetch;
}

/**
 * Makes a connection as a request would, once, and reports each step. The request at the end carries no key, which is
 * not needed to see whether the connection works. Resolves whatever the network does, after an abort with the steps so
 * far.
 */
export async function probeConnection(probe: Probe, world: StageWorld): Promise<ConnectionReport> {
  const { origin, network, mode, request } = probe;
  const route = routeTo(origin, network);
  const at = new Date(world.now()).toISOString();
  const found =
    mode === 'editor'
      ? await throughEditor(probe, route, world)
      : await ourWay(probe, route, world);
  return {
    origin: origin.origin,
    loopback: isLoopback(origin.hostname),
    at,
    mode,
    route: routeFacts(route),
    looked: lookedAt(origin, network),
    unverifiedBy: unverifiedBy(origin, network),
    asked: `${request.method} ${request.target}`,
    ...found,
  };
}

type WayTaken = Pick<ConnectionReport, 'stages' | 'certificates'>;

async function throughEditor(probe: Probe, route: Route, world: StageWorld): Promise<WayTaken> {
  const isProxied = route.kind !== 'direct';
  const lookup = isProxied ? undefined : await lookUp(bareHost(probe.origin), world);
  const editor = await askEditor(probe, probe.editorFetch, isProxied, world);
  return { stages: { ...(lookup && { lookup }), editor } };
}

async function ourWay(probe: Probe, route: Route, world: StageWorld): Promise<WayTaken> {
  const sockets: Socket[] = [];
  try {
    const found = await stepByStep(probe, route, world, sockets);
    const { stages } = found;
    const isProxied = route.kind === 'proxy';
    const loopback = isLoopback(probe.origin.hostname);
    if (probe.mode !== 'auto' || loopback || !mayHelp(stages, isProxied)) return found;
    const editor = await askEditor(probe, probe.editorFetch, isProxied, world);
    return { ...found, stages: { ...stages, editor } };
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

/** Whether the editor would be tried, as for requests; not if the proxy itself cannot be reached. */
function mayHelp({ lookup, connect, tunnel, tls }: Stages, isProxied: boolean): boolean {
  return [...(isProxied ? [] : [lookup, connect]), tunnel, tls].some(
    stage => stage?.kind === 'failed' && editorMayHelp.has(stage.reason),
  );
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

async function stepByStep(
  probe: Probe,
  route: Route,
  world: StageWorld,
  sockets: Socket[],
): Promise<WayTaken> {
  const { origin, network } = probe;
  const secure = origin.protocol === 'https:';
  const stages: Writable<Stages> = {
    lookup: notTried,
    connect: notTried,
    ...(route.kind !== 'direct' && { tunnel: notTried }),
    ...(secure && { tls: notTried }),
    request: notTried,
  };
  if (route.kind === 'unusable') {
    const { reason, code } = route;
    stages.tunnel = { kind: 'failed', ms: 0, reason, code };
    return { stages };
  }
  const proxy = route.kind === 'proxy' ? route.proxy : undefined;
  const first = placeOf(proxy ? proxy.url : origin);
  const security = {
    trust: createTrust(network, world.readSystemCertificates),
    verified: unverifiedBy(origin, network) === undefined,
  };
  stages.lookup = await lookUp(first.host, world);
  if (stages.lookup.kind !== 'done') return { stages };
  const { addresses } = stages.lookup.facts;
  const verifies = security.verified && (secure || proxy?.url.protocol === 'https:');
  const certificates = verifies ? await readCertificates(security.trust, world) : undefined;
  const found: WayTaken = { stages, ...(certificates && { certificates }) };
  const opened: Opened = { way: undefined };
  stages.connect = await openSocket(first, addresses, world, socket => {
    sockets.push(socket);
    opened.way = socket;
  });
  if (opened.way) await overSocket(probe, proxy, security, world, sockets, opened.way, stages);
  return found;
}

interface Opened {
  way: Socket | undefined;
}

const notTried = { kind: 'notTried' } as const;

/** The steps over the open connection. */
async function overSocket(
  probe: Probe,
  proxy: Proxy | undefined,
  security: Security,
  world: StageWorld,
  sockets: Socket[],
  socket: Socket,
  stages: Writable<Stages>,
): Promise<void> {
  const target = placeOf(probe.origin);
  let way = socket;
  const opened = (next: Socket): void => {
    sockets.push(next);
    way = next;
  };
  if (proxy) {
    stages.tunnel = await askTunnel(way, proxy, target, security, world, opened);
    if (stages.tunnel.kind !== 'done') return;
  }
  if (probe.origin.protocol === 'https:') {
    stages.tls = await shakeHands(way, target.host, security, world, opened);
    if (stages.tls.kind !== 'done') return;
  }
  stages.request = await askOver(way, probe, world);
}

const ports: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80 };

const placeOf = (url: URL): Place => ({
  host: bareHost(url),
  port: Number(url.port || (ports[url.protocol] ?? 80)),
});

function routeFacts(route: Route): RouteFacts {
  if (route.kind !== 'proxy') return route;
  const { proxy, source } = route;
  return { kind: 'proxy', address: addressOf(proxy), source, loginBy: proxy.loginBy };
}

const addressOf = ({ url }: Proxy): string => `${url.protocol}//${url.host}`;

function lookedAt(origin: URL, network: NetworkSettings): Looked {
  const { environment, kerberos = false, proxyStrictSSL } = network;
  return {
    notExcludedBy: notExcludedBy(origin, network),
    unused: unusedNames(origin, network),
    overruledLogin: overruledLogin(origin, network),
    kerberos,
    extraCertificates: Boolean(environment['NODE_EXTRA_CA_CERTS']),
    strictSslIdle: !proxyStrictSSL && routeTo(origin, network).kind === 'direct',
  };
}
