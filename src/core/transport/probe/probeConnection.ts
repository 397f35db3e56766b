import type { Socket } from 'node:net';
import { editorMayHelp } from '../autoTransport';
import type { EngineOptions } from '../engine';
import { isLoopback } from '../loopback';
import {
  isUsable,
  routeTo,
  unverifiedBy,
  type NetworkSettings,
  type Proxy,
  type Route,
} from '../proxy';
import { trusted } from '../trust';
import type { ConnectionReport, RouteFacts, Stages } from './connectionReport';
import { askTunnel, bareHost, lookUp, openSocket, shakeHands, type Place } from './connectStages';
import { askEditor, askOver, type Question } from './requestStages';
import type { StageWorld } from './stage';

export interface Probe extends Question {
  readonly network: NetworkSettings;
  readonly mode: EngineOptions['mode'];
  readonly editorFetch: typeof globalThis.fetch;
}

/**
 * Goes the way of a request step by step, once, and tells each step. The request at its end has no key: whether the way
 * is open can be seen without one. Resolves for everything a network can do, and after an abort with what was reached.
 */
export async function probeConnection(probe: Probe, world: StageWorld): Promise<ConnectionReport> {
  const { origin, network, mode, request } = probe;
  const route = routeTo(origin, network);
  const at = new Date(world.now()).toISOString();
  const stages =
    mode === 'editor'
      ? await throughEditor(probe, route, world)
      : await ourWay(probe, route, world);
  return {
    origin: origin.origin,
    loopback: isLoopback(origin.hostname),
    at,
    mode,
    route: routeFacts(route),
    unverifiedBy: unverifiedBy(origin, network),
    asked: `${request.method} ${request.target}`,
    stages,
  };
}

async function throughEditor(probe: Probe, route: Route, world: StageWorld): Promise<Stages> {
  const isProxied = route.kind === 'proxy';
  const lookup = isProxied ? undefined : await lookUp(bareHost(probe.origin), world);
  const editor = await askEditor(probe, probe.editorFetch, isProxied, world);
  return { ...(lookup && { lookup }), editor };
}

async function ourWay(probe: Probe, route: Route, world: StageWorld): Promise<Stages> {
  const sockets: Socket[] = [];
  try {
    const stages = await stepByStep(probe, route, world, sockets);
    const isProxied = route.kind === 'proxy';
    const loopback = isLoopback(probe.origin.hostname);
    if (probe.mode !== 'auto' || loopback || !mayHelp(stages, isProxied)) return stages;
    return { ...stages, editor: await askEditor(probe, probe.editorFetch, isProxied, world) };
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

/** As it is with requests: where the proxy itself is not reached, the editor is not asked. */
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
): Promise<Stages> {
  const { origin, network } = probe;
  const proxy = route.kind === 'proxy' ? route.proxy : undefined;
  const secure = origin.protocol === 'https:';
  const notTried = { kind: 'notTried' } as const;
  const stages: Writable<Stages> = {
    lookup: notTried,
    connect: notTried,
    ...(proxy && { tunnel: notTried }),
    ...(secure && { tls: notTried }),
    request: notTried,
  };
  let way: Socket | undefined;
  const opened = (socket: Socket): void => {
    sockets.push(socket);
    way = socket;
  };
  const target = placeOf(origin);
  const first = proxy ? placeOf(proxy.url) : target;
  const security = {
    // Made only where there is something to verify: it reads every certificate of the system.
    trust: secure || proxy?.url.protocol === 'https:' ? trusted(network) : undefined,
    verified: unverifiedBy(origin, network) === undefined,
  };

  if (proxy && !isUsable(proxy)) {
    const reason = 'proxyUnsupported';
    stages.tunnel = { kind: 'failed', ms: 0, reason, code: proxy.url.protocol };
    return stages;
  }
  stages.lookup = await lookUp(first.host, world);
  if (stages.lookup.kind !== 'done') return stages;
  stages.connect = await openSocket(first, stages.lookup.facts.addresses, world, opened);
  if (stages.connect.kind !== 'done' || !way) return stages;
  if (proxy) {
    stages.tunnel = await askTunnel(way, proxy, target, security, world, opened);
    if (stages.tunnel.kind !== 'done') return stages;
  }
  if (secure) {
    stages.tls = await shakeHands(way, target.host, security, world, opened);
    if (stages.tls.kind !== 'done') return stages;
  }
  stages.request = await askOver(way, probe, world);
  return stages;
}

const ports: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80 };

const placeOf = (url: URL): Place => ({
  host: bareHost(url),
  port: Number(url.port || (ports[url.protocol] ?? 80)),
});

const routeFacts = (route: Route): RouteFacts =>
  route.kind === 'direct'
    ? route
    : {
        kind: 'proxy',
        address: addressOf(route.proxy),
        source: route.source,
        hasLogin: route.proxy.authorization !== undefined,
      };

/** Not `href`: that holds the login. */
const addressOf = ({ url }: Proxy): string => `${url.protocol}//${url.host}`;
