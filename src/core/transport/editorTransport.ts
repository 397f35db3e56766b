import type { KnownKeys } from '../keys/knownKeys';
import type { CollectOptions } from './collect';
import { isUndoneByFetch } from './coding/codings';
import { certificateRefused, codeOf, failureReason, refusedTunnel, unconnected } from './failure';
import { hasKnownEnd, headerText, valueOf } from './headers';
import type { HopResult } from './hop';
import { readBody, type BodyReader } from './readBody';
import type { Wire, WireRequest } from './attemptSender';
import { createSender } from './attemptSender';
import { LimitTimer } from './timer';
import type { FailureReason, Transport } from './transport';

export interface EditorOptions {
  /** The editor's own `fetch`, which knows its proxies (also PAC and the system's) and certificates. */
  readonly fetch: typeof globalThis.fetch;
  readonly userAgent: string;
  readonly caps: CollectOptions['caps'];
  /** For temporary files of long answers. */
  readonly folder: string;
  /** Masked wherever an answer contains them. */
  readonly keys: KnownKeys;
  /** True if certificates are not verified for this origin. */
  isUnverified(origin: URL): boolean;
  /** True if a proxy is configured for this origin. */
  isProxied(origin: URL): boolean;
}

/** Failures of `fetch` after which it is certain that no request was written. */
const neverSent: ReadonlySet<FailureReason> = new Set<FailureReason>([
  ...unconnected,
  ...certificateRefused,
  'proxyRefused',
  'proxyLogin',
]);

/** Sends through the editor, which connects and decodes bodies itself: phases before the answer are not known. */
export function createEditorTransport(options: EditorOptions): Transport {
  const running = new Set<AbortController>();
  const wire: Wire = async request => {
    const abort = new AbortController();
    running.add(abort);
    try {
      return await fetchOnce(options, request, abort);
    } finally {
      running.delete(abort);
    }
  };
  return {
    send: createSender({ ...options, wire, via: 'editor' }),
    close() {
      for (const abort of running) abort.abort();
      return Promise.resolve();
    },
  };
}

function fetchOnce(
  options: EditorOptions,
  request: WireRequest,
  abort: AbortController,
): Promise<HopResult> {
  return new Promise(resolve => {
    const fetching = new Fetching(request, abort, resolve);
    const { origin, target, method, headers, body } = request;
    const { fetch } = options;
    fetch(origin.origin + target, {
      method,
      // The editor names the codings that it can decode itself.
      headers: headers
        .filter(([name]) => name !== 'accept-encoding')
        .map(([name, value]) => [name, value]),
      redirect: 'manual',
      signal: abort.signal,
      ...(body && { body: new Uint8Array(body) }),
    }).then(
      response => fetching.read(response),
      (error: unknown) => {
        fetching.fail(reasonOfFetch(error, options.isProxied(origin)), codeOf(error));
      },
    );
  });
}

/** One `fetch` with the limits of an attempt; ends with exactly one result. */
class Fetching {
  readonly #request: WireRequest;
  readonly #abort: AbortController;
  readonly #resolve: (result: HopResult) => void;
  readonly #began = performance.now();
  readonly #limit: LimitTimer<FailureReason>;
  #bytesIn = 0;
  #ended = false;
  #drained = (): void => undefined;
  #breakBody: ((reason: FailureReason) => void) | undefined;

  constructor(request: WireRequest, abort: AbortController, resolve: (result: HopResult) => void) {
    this.#request = request;
    this.#abort = abort;
    this.#resolve = resolve;
    const { limits, signal } = request;
    // The editor connects, so connecting counts as part of the wait for the first byte.
    this.#limit = new LimitTimer<FailureReason>(limits.whole, 'totalTimeout', reason => {
      this.#end(reason, '');
    });
    this.#limit.phase(limits.connect + limits.firstByte, 'headersTimeout');
    signal.addEventListener('abort', this.#cancel, { once: true });
    abort.signal.addEventListener('abort', this.#cancel, { once: true });
  }

  fail(reason: FailureReason, code: string): void {
    this.#end(reason, code);
  }

  async read(response: Response): Promise<void> {
    if (this.#ended) return;
    const firstByteAt = performance.now();
    const lines = [...response.headers].map(
      ([name, value]) => [name.toLowerCase(), headerText(value)] as const,
    );
    for (const [name, value] of lines) this.#bytesIn += name.length + value.length + 4;
    const reader = this.#readerOf(response, lines, firstByteAt);
    this.#breakBody = reason => {
      reader.break(reason);
    };
    try {
      await this.#feed(reader, response);
      reader.end();
    } catch (error) {
      reader.break(failureReason(codeOf(error), 'body'));
    }
  }

  /** The reader of the answer's body; once it is done, the fetch has ended. */
  #readerOf(
    { status, statusText }: Response,
    lines: readonly (readonly [string, string])[],
    firstByteAt: number,
  ): BodyReader {
    const encoding = valueOf(lines, 'content-encoding');
    // `fetch` has decoded the codings that it knows; if it does not know one of them, it decodes none.
    const contentEncoding =
      encoding !== undefined && isUndoneByFetch(encoding) ? undefined : encoding;
    const contentType = valueOf(lines, 'content-type') ?? '';
    const contentLength = valueOf(lines, 'content-length');
    const head = { contentEncoding, contentType, contentLength, hasKnownEnd: hasKnownEnd(lines) };
    return readBody(head, this.#request.collect, {
      onDrain: () => {
        this.#drained();
      },
      onEnough: () => {
        this.#abort.abort();
      },
      onDone: body => {
        if (this.#ended) return;
        this.#clear();
        const downloadMs = performance.now() - firstByteAt;
        const timing = { firstByteMs: firstByteAt - this.#began, downloadMs };
        const bytesIn = this.#bytesIn;
        this.#resolve({ kind: 'answered', status, statusText, lines, body, timing, bytesIn });
      },
    });
  }

  /** Passes the body to the reader; rejects if the body breaks off. */
  async #feed(reader: BodyReader, response: Response): Promise<void> {
    const source = response.body?.getReader() as
      ReadableStreamDefaultReader<Uint8Array> | undefined;
    for (;;) {
      this.#limit.phase(this.#request.limits.idleBody, 'bodyTimeout');
      const part = await source?.read();
      // While we hold the body back, silence is not the server's fault.
      this.#limit.phase(Infinity, 'bodyTimeout');
      if (part === undefined || part.done) return;
      this.#bytesIn += part.value.length;
      this.#request.onProgress(this.#bytesIn);
      const free = new Promise<void>(resolve => {
        this.#drained = resolve;
      });
      if (!reader.write(Buffer.from(part.value))) await free;
    }
  }

  readonly #cancel = (): void => {
    this.#end('cancelled', '');
  };

  #end(reason: FailureReason, code: string): void {
    if (this.#ended) return;
    if (this.#breakBody) this.#breakBody(reason);
    else {
      this.#clear();
      const base = { timing: {}, bytesIn: this.#bytesIn };
      this.#resolve({ kind: 'failed', reason, sent: !neverSent.has(reason), code, ...base });
    }
    this.#abort.abort();
  }

  #clear(): void {
    this.#ended = true;
    this.#limit.stop();
    this.#request.signal.removeEventListener('abort', this.#cancel);
    this.#abort.signal.removeEventListener('abort', this.#cancel);
  }
}

/** `fetch` does not say in which phase it failed; codes that only a connection can have are looked up first. */
function reasonOfFetch(error: unknown, proxied: boolean): FailureReason {
  const refused = refusedTunnel(error);
  if (refused !== undefined) return refused === '407' ? 'proxyLogin' : 'proxyRefused';
  const code = codeOf(error);
  const reason = failureReason(code, 'request');
  if (reason !== 'other') return reason;
  if (/^(CERT_|ERR_TLS_|ERR_SSL_|EPROTO)/.test(code)) return failureReason(code, 'tls');
  if (code !== '') return 'other';
  // If a proxy wants a login, `fetch` fails without a code.
  return proxied ? 'proxyLogin' : 'connectionLost';
}
