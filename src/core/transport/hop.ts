import type Dispatcher from 'undici/types/dispatcher';
import type { CollectOptions } from './collect';
import type { ConnectTimes } from './connect';
import { codeOf, ConnectError, failureReason } from './failure';
import type { Gate } from './gate';
import type { HeaderLine } from './headers';
import { hasForbiddenBody, hasKnownEnd, headerLines, valueOf } from './headers';
import type { Body, BodyReader } from './readBody';
import { readBody } from './readBody';
import { LimitTimer } from './timer';
import type { FailureReason, Limits, Timing } from './transport';

interface HopBase {
  readonly timing: Timing;
  readonly bytesIn: number;
}

/** One request and its answer, redirects not followed. */
export type HopResult = HopBase &
  (
    | {
        readonly kind: 'answered';
        readonly status: number;
        readonly statusText: string;
        readonly lines: readonly HeaderLine[];
        readonly body: Body;
      }
    | {
        readonly kind: 'failed';
        readonly reason: FailureReason;
        readonly sent: boolean;
        readonly code: string;
      }
  );

export interface HopOptions {
  /** The request is so short that the system takes it whole or not at all. */
  readonly isShort?: boolean;
  readonly limits: Limits;
  readonly collect: CollectOptions;
  /** Called just before the request is written. */
  onStart?(): void;
  onProgress(bytesIn: number): void;
  onResult(result: HopResult): void;
}

/** A write failed: of a request that is written in one piece, nothing was sent. */
const isFailedWrite = (error: Error): boolean =>
  'syscall' in error && /^writev?$/.test(String(error.syscall));

/** One request as undici's handler. Gives exactly one result, by the answer's end, an error, a limit or the abort. */
export class Hop implements Dispatcher.DispatchHandler {
  /** Set by the connector when a connection is opened for this request. */
  connection: ConnectTimes | undefined;
  /** Of the connection in use; without it nothing is held back. */
  gate: Gate | undefined;
  readonly #options: HopOptions;
  readonly #began = performance.now();
  #controller: Dispatcher.DispatchController | undefined;
  #sentAt: number | undefined;
  #leftNothing = false;
  #firstByteAt: number | undefined;
  #bytesIn = 0;
  #head: { status: number; statusText: string; lines: readonly HeaderLine[] } | undefined;
  #reader: BodyReader | undefined;
  #isWhole = false;
  #ended = false;
  readonly #limit: LimitTimer<FailureReason>;

  constructor(options: HopOptions) {
    this.#options = options;
    const { connect, whole } = options.limits;
    this.#limit = new LimitTimer<FailureReason>(whole, 'totalTimeout', reason => {
      const unread = reason === 'connectTimeout' && this.connection?.readsCertificates;
      this.stop(unread ? 'certificatesUnread' : reason);
    });
    this.#limit.phase(connect, 'connectTimeout');
  }

  /** True while it waits for a connection. */
  get waits(): boolean {
    return this.#sentAt === undefined && !this.#ended;
  }

  /** Ends it at once; the part of a body that has come is kept. */
  stop(reason: FailureReason): void {
    this.#break(reason, '');
    this.#controller?.abort(new Error(reason));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // It ended while it waited for a connection, or it was sent already: it must never be written twice.
    if (this.#ended || this.#sentAt !== undefined) {
      this.#break('connectionLost', '');
      controller.abort(new Error('ended'));
      return;
    }
    this.#controller = controller;
    this.#sentAt = performance.now();
    this.#options.onStart?.();
    this.#limit.phase(this.#options.limits.firstByte, 'headersTimeout');
  }

  onResponseStart(
    controller: Dispatcher.DispatchController & { rawHeaders?: unknown },
    status: number,
    _headers: unknown,
    statusText = '',
  ): void {
    if (status === 101) this.stop('switchedProtocol');
    if (status < 200 || this.#ended) return;
    this.#firstByteAt = performance.now();
    const lines = headerLines(controller.rawHeaders);
    for (const [name, value] of lines) this.#bytesIn += name.length + value.length + 4;
    this.#head = { status, statusText, lines };
    this.#idle();
    const contentEncoding = valueOf(lines, 'content-encoding');
    const contentType = valueOf(lines, 'content-type') ?? '';
    const contentLength = valueOf(lines, 'content-length');
    const head = { contentEncoding, contentType, contentLength, hasKnownEnd: hasKnownEnd(lines) };
    this.#reader = readBody(head, this.#options.collect, {
      onDrain: () => {
        this.#idle();
        this.gate?.release();
      },
      onEnough: () => {
        this.#limit.stop();
        controller.abort(new Error('enough'));
      },
      onDone: body => {
        this.#finish(body);
      },
    });
    // A forbidden body belongs neither to this answer nor to the next one, so the connection is closed.
    if (hasForbiddenBody(status, lines)) {
      this.#isWhole = true;
      this.onResponseEnd();
      controller.abort(new Error('whole'));
    }
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    this.#idle();
    this.#bytesIn += chunk.length;
    this.#options.onProgress(this.#bytesIn);
    if (this.#reader?.write(chunk) !== false) return;
    // While we hold the body back, silence is not the server's fault.
    this.#limit.phase(Infinity, 'bodyTimeout');
    this.gate?.hold();
  }

  onResponseEnd(): void {
    this.#limit.stop();
    this.#reader?.end();
  }

  onResponseError(_controller: unknown, error: Error): void {
    if (this.#isWhole) return;
    if (error instanceof ConnectError) this.#break(error.reason, error.detail);
    else {
      const code = codeOf(error);
      if (this.#options.isShort && isFailedWrite(error)) this.#leftNothing = true;
      this.#break(failureReason(code, this.#head ? 'body' : 'request'), code);
    }
  }

  #idle(): void {
    this.#limit.phase(this.#options.limits.idleBody, 'bodyTimeout');
  }

  #break(reason: FailureReason, code: string): void {
    this.#limit.stop();
    if (this.#reader) {
      this.#reader.break(reason);
      return;
    }
    if (this.#ended) return;
    this.#ended = true;
    const base = { timing: this.#timing(), bytesIn: this.#bytesIn };
    this.#options.onResult({
      kind: 'failed',
      reason,
      sent: this.#sentAt !== undefined && !this.#leftNothing,
      code,
      ...base,
    });
  }

  #finish(body: Body): void {
    if (this.#ended || this.#head === undefined) return;
    this.#ended = true;
    const base = { timing: this.#timing(), bytesIn: this.#bytesIn };
    this.#options.onResult({ kind: 'answered', ...this.#head, body, ...base });
  }

  // By assignment: conditional spreads took a twentieth of the time of a whole request.
  #timing(): Timing {
    const { began, connected, secured } = this.connection ?? {};
    const [sent, first] = [this.#sentAt, this.#firstByteAt];
    const handed = began ?? sent;
    const timing: { -readonly [phase in keyof Timing]: Timing[phase] } = {};
    if (handed !== undefined) timing.queueMs = Math.max(0, handed - this.#began);
    if (began !== undefined && connected !== undefined) timing.connectMs = connected - began;
    if (connected !== undefined && secured !== undefined) timing.tlsMs = secured - connected;
    if (sent !== undefined && first !== undefined) timing.firstByteMs = first - sent;
    if (first !== undefined) timing.downloadMs = performance.now() - first;
    return timing;
  }
}
