import type { KnownKeys } from '../keys/knownKeys';
import type { HttpRequest } from './httpRequest';
import { illegalKeyPosition } from '../keys/apiKey';
import type { Caps, CollectOptions } from './collect';
import { acceptEncoding } from './coding/codings';
import type { HeaderLine } from './headers';
import { hasForbiddenBody, joinLines, valueOf } from './headers';
import type { HopResult } from './hop';
import { isLoopback } from '../common/loopback';
import { unlessAborted } from '../common/unlessAborted';
import { mostHops, redirectTarget } from './redirect';
import type { Answer, Destination, FailureReason, Limits, Transport } from './transport';

/** One request, ready to be sent by a `Wire`. */
export interface WireRequest {
  readonly origin: URL;
  /** Path and query, exactly as they are sent. */
  readonly target: string;
  readonly method: string;
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array | undefined;
  readonly collect: CollectOptions;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  onProgress(bytesIn: number): void;
}

/** Sends one request, without following redirects. Never rejects. */
export type Wire = (request: WireRequest) => Promise<HopResult>;

export interface SendContext {
  readonly wire: Wire;
  readonly via: Answer['via'];
  readonly userAgent: string;
  readonly caps: Caps;
  readonly folder: string;
  /** All keys of this window, which are masked in answers. */
  readonly keys: KnownKeys;
  /** True if certificates are not verified for this origin: a request with a key is then refused. */
  isUnverified(origin: URL): boolean;
}

/** What every transport does with an attempt: add the key, follow redirects, mask keys in the answer. */
export function createSender(context: SendContext): Transport['send'] {
  const { caps, folder, keys } = context;
  let place: { readonly text: string; readonly url: URL } | undefined;
  const parsed = (text: string): URL => {
    if (place?.text !== text) place = { text, url: new URL(text) };
    return place.url;
  };
  return async (request, destination, options) => {
    const attempt = new SendingAttempt(context.via);
    const { signal } = options;
    const origin = parsed(destination.origin);
    const key = await readKey(destination, signal);
    if (signal.aborted) return attempt.refuse('cancelled');
    if (key !== undefined) keys.add(key);
    if (key !== undefined && illegalKeyPosition(key) !== undefined)
      return attempt.refuse('illegalKey');
    if (key !== undefined && !isLoopback(origin.hostname) && context.isUnverified(origin)) {
      return attempt.refuse('unverifiedTls');
    }
    return followHops(attempt, context, {
      origin,
      target: request.target,
      method: request.method,
      headers: headersFor(request, key, context.userAgent),
      body: request.body,
      collect: { caps, folder, keys },
      limits: options.limits,
      signal,
      onProgress: bytesIn => options.onProgress?.(attempt.bytesIn + bytesIn),
    });
  };
}

/** Times and sizes that add up over the hops of one attempt. */
class SendingAttempt {
  readonly began = performance.now();
  readonly redirects: string[] = [];
  bytesOut = 0;
  bytesIn = 0;
  readonly #via: Answer['via'];

  constructor(via: Answer['via']) {
    this.#via = via;
  }

  base(timing: Answer['timing']) {
    const { bytesOut, bytesIn, redirects } = this;
    const durationMs = performance.now() - this.began;
    return { timing, durationMs, bytesOut, bytesIn, via: this.#via, redirects };
  }

  refuse(reason: FailureReason): Answer {
    return { kind: 'failed', reason, sent: false, ...this.base({}) };
  }
}

async function followHops(
  attempt: SendingAttempt,
  { wire }: SendContext,
  first: WireRequest,
): Promise<Answer> {
  const { keys } = first.collect;
  let request = first;
  for (;;) {
    const hop = await wire(request);
    attempt.bytesIn += hop.bytesIn;
    if (hop.kind === 'answered' || hop.sent) attempt.bytesOut += sizeOf(request);
    if (hop.kind === 'failed') {
      const { reason, code } = hop;
      // The hops before a redirect have reached the server.
      const sent = hop.sent || attempt.redirects.length > 0;
      return { kind: 'failed', reason, sent, code, ...attempt.base(hop.timing) };
    }
    const target = nextTarget(request, hop);
    const followed = attempt.redirects.length;
    if (target === undefined || followed >= mostHops || hop.body.damaged === 'cancelled') {
      return answerOf(hop, keys, attempt.base(hop.timing));
    }
    attempt.redirects.push(keys.mask(target));
    const whole = Math.max(1, first.limits.whole - (performance.now() - attempt.began));
    request = { ...first, target, limits: { ...first.limits, whole } };
  }
}

function nextTarget(
  { method, origin, target }: WireRequest,
  { status, lines }: Extract<HopResult, { kind: 'answered' }>,
): string | undefined {
  // Nearly every answer ends here: what follows costs as much as sending.
  if (status < 300) return undefined;
  const from = { origin: origin.origin, target };
  return redirectTarget(method, status, valueOf(lines, 'location'), from);
}

type Answered = Extract<Answer, { kind: 'answered' }>;

// Member by member: object spreads took a tenth of the time of a whole request.
function answerOf(
  hop: Extract<HopResult, { kind: 'answered' }>,
  keys: KnownKeys,
  { timing, durationMs, bytesOut, bytesIn, via, redirects }: ReturnType<SendingAttempt['base']>,
): Answered {
  const rawHeaders = hop.lines.map(([name, value]) => [keys.mask(name), keys.mask(value)] as const);
  const { content, damaged, odd = [] } = hop.body;
  const answer: { -readonly [member in keyof Answered]: Answered[member] } = {
    kind: 'answered',
    status: hop.status,
    statusText: keys.mask(hop.statusText),
    headers: joinLines(rawHeaders),
    rawHeaders,
    content,
    timing,
    durationMs,
    bytesOut,
    bytesIn,
    via,
    redirects,
  };
  if (damaged) answer.damaged = damaged;
  if (hasForbiddenBody(hop.status, hop.lines)) {
    answer.odd = [...odd, { code: 'junkAfterBody', status: hop.status }];
  } else if (odd.length > 0) answer.odd = odd;
  return answer;
}

/** Undefined if the key store fails; of no meaning once the signal has aborted. A hanging store does not delay that. */
async function readKey(destination: Destination, signal: AbortSignal): Promise<string | undefined> {
  if (signal.aborted) return undefined;
  const key = await unlessAborted(
    signal,
    destination.credential().catch(() => undefined),
  );
  return key === '' ? undefined : key;
}

/** Header names that are never taken from a request: we or the connection set them. */
const ours: ReadonlySet<string> = new Set([
  'x-api-key',
  'host',
  'content-length',
  'connection',
  'transfer-encoding',
  'proxy-authorization',
]);

/** The headers of a request that is sent over our own connection. */
export function headersFor(
  request: HttpRequest,
  key: string | undefined,
  userAgent: string,
): HeaderLine[] {
  const given = Object.entries(request.headers).filter(([name]) => !ours.has(name.toLowerCase()));
  const headers = new Map([
    ['user-agent', userAgent],
    ['accept-encoding', acceptEncoding],
    ...given,
  ]);
  if (key !== undefined) headers.set('x-api-key', key);
  return [...headers];
}

/** Bytes of the request as they go out over HTTP/1.1. */
function sizeOf({ origin, target, method, headers, body }: WireRequest): number {
  const first = `${method} ${target} HTTP/1.1\r\nhost: ${origin.host}\r\nconnection: keep-alive\r\n\r\n`;
  let bytes = first.length;
  for (const [name, value] of headers) bytes += name.length + value.length + 4;
  if (body || (method !== 'GET' && method !== 'HEAD')) {
    bytes += `content-length: ${body?.length ?? 0}\r\n`.length;
  }
  return bytes + (body?.length ?? 0);
}
