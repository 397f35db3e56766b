import Pool from 'undici/lib/dispatcher/pool';
import type { KnownKeys } from '../keys/knownKeys';
import type { CollectOptions } from './collect';
import { createConnector } from './connect';
import type { DialOptions } from './dial';
import { UnsentError } from './failure';
import type { HopResult } from './hop';
import { Hop } from './hop';
import { longestHeaders } from './limits';
import type { NetworkSettings } from './proxy';
import { isUnverified, routeTo } from './proxy';
import type { WireRequest } from './attemptSender';
import { createSender } from './attemptSender';
import type { Answer, Transport } from './transport';
import { createTrust, type Trust } from './trust';
import type { SystemCertificates } from './systemCertificates';

export interface UndiciOptions extends DialOptions {
  readonly network: NetworkSettings;
  readonly userAgent: string;
  readonly caps: CollectOptions['caps'];
  /** For temporary files of long answers. */
  readonly folder: string;
  /** Masked wherever an answer contains them. */
  readonly keys: KnownKeys;
  readonly readSystemCertificates: () => Promise<SystemCertificates>;
}

/** In ms: an idle connection is closed after this, sooner than servers close it. */
const keepAliveMs = 10_000;

/** In bytes: a request with a body up to this is written in one piece, since every system's buffer is larger. */
const longestPiece = 16_384;

interface Origin {
  readonly pool: Pool;
  readonly hops: Set<Hop>;
  /** A function for each connection being opened that gives it up. */
  readonly opening: Set<() => void>;
  connectMs: number;
  /** The request that is written next to one of the connections. */
  starting: Hop | undefined;
}

/** Sends over connections of our own, kept alive per origin. */
export function createUndiciTransport(options: UndiciOptions): Transport {
  const origins = new Map<string, Origin>();
  const { network } = options;
  const trust = createTrust(network, options.readSystemCertificates);
  const originOf = (url: URL): Origin => {
    const known = origins.get(url.origin) ?? openOrigin(url, options, trust);
    origins.set(url.origin, known);
    return known;
  };
  const send = createSender({
    wire: request =>
      new Promise<HopResult>(resolve => {
        sendTo(
          madeReady(() => originOf(request.origin)),
          request,
          resolve,
        );
      }),
    via: 'undici',
    userAgent: options.userAgent,
    caps: options.caps,
    folder: options.folder,
    keys: options.keys,
    isUnverified: origin => isUnverified(origin, network),
  });
  return {
    async send(request, destination, sendOptions) {
      return ofProxy(await send(request, destination, sendOptions), destination.origin, network);
    },
    async close() {
      const all = [...origins.values()];
      for (const origin of all) giveUpAll(origin);
      origins.clear();
      for (const { hops } of all) for (const hop of hops) hop.stop('cancelled');
      await Promise.all(all.map(({ pool }) => pool.destroy()));
    },
  };
}

function openOrigin(url: URL, options: UndiciOptions, trust: Trust): Origin {
  const { network, lookup, connect: dialOne } = options;
  const hops = new Set<Hop>();
  const opening = new Set<() => void>();
  const connect = createConnector(url, {
    network,
    lookup,
    connect: dialOne,
    trust,
    opening,
    timeoutMs: () => made.connectMs,
    onBegin: times => {
      const waiting = [...hops].filter(each => each.waits);
      const hop = waiting.findLast(each => each.connection === undefined);
      if (hop) hop.connection = times;
      return waiting.length > 0;
    },
    onWrite: gate => {
      if (made.starting) made.starting.gate = gate;
      made.starting = undefined;
    },
  });
  const pool = new Pool(url.origin, {
    connect,
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: keepAliveMs,
    maxHeaderSize: longestHeaders,
  });
  const made: Origin = { pool, hops, opening, connectMs: 0, starting: undefined };
  return made;
}

function sendTo(origin: Origin, request: WireRequest, onResult: (result: HopResult) => void): void {
  const { collect, limits, signal } = request;
  origin.connectMs = limits.connect;
  const abort = (): void => {
    hop.stop('cancelled');
  };
  const hop = new Hop({
    isShort: (request.body?.length ?? 0) <= longestPiece,
    limits,
    collect,
    onStart() {
      origin.starting = hop;
    },
    onProgress: bytesIn => {
      request.onProgress(bytesIn);
    },
    onResult(result) {
      signal.removeEventListener('abort', abort);
      origin.hops.delete(hop);
      // No request waits for the connections still being opened, so they are given up.
      if (![...origin.hops].some(({ waits }) => waits)) giveUpAll(origin);
      onResult(result);
    },
  });
  signal.addEventListener('abort', abort, { once: true });
  origin.hops.add(hop);
  // One turn of the event loop shows which kept connections the server has closed meanwhile, and lets the pool take
  // back the one whose answer has just ended: until then it would open another.
  setImmediate(() => {
    if (hop.waits) dispatch(origin.pool, request, hop);
  });
}

function giveUpAll({ opening }: Origin): void {
  for (const giveUp of opening) giveUp();
}

/** Adds the names of the proxy's settings or variables to a failure at the proxy. */
function ofProxy(answer: Answer, origin: string, network: NetworkSettings): Answer {
  if (answer.kind !== 'failed' || !answer.reason.startsWith('proxy')) return answer;
  const route = routeTo(new URL(origin), network);
  if (route.kind === 'direct') return answer;
  const loginBy = route.kind === 'proxy' ? route.proxy.loginBy : undefined;
  const proxy = { by: route.source, ...(loginBy !== undefined && { loginBy }) };
  return { ...answer, proxy };
}

/** Marks a fault as {@link UnsentError}: settings are read here, before anything is sent. */
function madeReady<T>(make: () => T): T {
  try {
    return make();
  } catch (fault) {
    throw new UnsentError(fault);
  }
}

function dispatch(pool: Pool, { target, method, headers, body }: WireRequest, hop: Hop): void {
  pool.dispatch(
    {
      path: target,
      method,
      headers: flat(headers),
      // A second answer to this request must not be taken as the answer to the next one.
      idempotent: false,
      ...(body && { body: Buffer.from(body.buffer, body.byteOffset, body.byteLength) }),
    },
    hop,
  );
}

/** Names and values in turn; `Array.flat` is several times slower. */
function flat(headers: WireRequest['headers']): string[] {
  const all: string[] = [];
  for (const [name, value] of headers) all.push(name, value);
  return all;
}
