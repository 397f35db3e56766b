import type { HttpRequest } from './httpRequest';

/**
 * Why there is no (complete) answer. Never sent: `dns` … `certificateOther`, and `unverifiedTls`, `illegalKey` and
 * `notRecorded`, which we refused.
 */
export type FailureReason =
  | 'dns'
  | 'connectRefused'
  | 'connectTimeout'
  | 'networkUnreachable'
  | 'tlsHandshake'
  | 'proxyRefused'
  | 'proxyLogin'
  /** The proxy offers this login, perhaps others as well, but none that we can make. */
  | 'proxyKerberos'
  | 'proxyNtlm'
  | 'proxyDigest'
  | 'proxyUnsupported'
  /** The address or login set for the proxy is not valid. */
  | 'proxyUnreadable'
  /** A certificate was not accepted, and the system's certificates were not read in time. */
  | 'certificatesUnread'
  /** A certificate was not accepted, and reading the system's certificates failed. */
  | 'certificatesFailed'
  | 'certificateExpired'
  | 'certificateSelfSigned'
  | 'certificateHost'
  | 'certificateIssuer'
  | 'certificateOther'
  | 'protocol'
  | 'switchedProtocol'
  | 'headersTooLarge'
  | 'connectionLost'
  | 'headersTimeout'
  | 'bodyTimeout'
  | 'totalTimeout'
  | 'damagedLength'
  | 'damagedEncoding'
  | 'tooLarge'
  | 'cancelled'
  | 'unverifiedTls'
  | 'illegalKey'
  | 'notRecorded'
  | 'other';

/** What is odd about how a body was encoded or ended. */
export type Oddity =
  /** The named coding is unknown, or there are too many: the body is kept as it came. */
  | { readonly code: 'unknownCoding'; readonly coding: string }
  /** The header names something that is no coding; it is ignored. */
  | { readonly code: 'noCoding'; readonly coding: string }
  /** The body does not have the named coding: it is kept as it came. */
  | { readonly code: 'wrongCoding'; readonly coding: string }
  /** The body had another coding, which was undone; `coding`: the named one, empty for none. */
  | { readonly code: 'otherCoding'; readonly coding: string; readonly found: string }
  /** The compressed data is complete, but its end mark is missing. */
  | { readonly code: 'noTrailer' }
  /** The body broke off, but is complete as JSON: the server announced more, or marked no end. */
  | { readonly code: 'noEnd' }
  /** Bytes behind the body's end were left out. `status`: of an answer that may have no body at all. */
  | { readonly code: 'junkAfterBody'; readonly status?: number };

/** In milliseconds, per attempt, never over the run. Only `idleBody` is restarted by each byte. */
export interface Limits {
  readonly connect: number;
  readonly firstByte: number;
  readonly idleBody: number;
  readonly whole: number;
}

/** Where a run is sent. Its key is read for every attempt, so that a changed key is used at once. */
export interface Destination {
  readonly profile: string;
  /** `https://host[:port]`, or http on loopback; no path. */
  readonly origin: string;
  /** The current key is not charged; the next attempt may read another one. */
  readonly unbilled?: boolean;
  /** Nothing is ever charged there, whatever the key: the sandbox. */
  readonly chargesNobody?: true;
  /** Reads the key of this origin, for `X-Api-Key`. A key is stored in no other value. */
  credential(): Promise<string | undefined>;
}

/** The body of an answer: up to the memory cap in `bytes`; a longer one is also in `file`, as a whole. */
export interface Content {
  /** Decoded; an echoed key is redacted. */
  readonly bytes: Uint8Array;
  /** A temporary file with the whole decoded body, if that is larger than the memory cap. */
  readonly file?: string;
  /** The person saved the file: it is theirs, and must be neither moved nor removed. */
  readonly saved?: true;
  /** Decoded length in bytes, including what is only in the file. */
  readonly length: number;
}

/** The proxy that a connection failed at, by names of settings and variables, never by their values. */
export interface AskedProxy {
  /** Names the proxy. */
  readonly by: string;
  /** Holds the login that was sent; absent: none was sent. */
  readonly loginBy?: string;
}

/** Milliseconds per phase of one attempt; a phase that did not happen is absent. */
export interface Timing {
  /** From the request for a connection until one of the pool is free or a new one is begun. */
  readonly queueMs?: number;
  /** DNS and TCP, and a proxy's tunnel. */
  readonly connectMs?: number;
  readonly tlsMs?: number;
  /** From the start of sending the request to the answer's headers. */
  readonly firstByteMs?: number;
  readonly downloadMs?: number;
}

interface AnswerBase {
  readonly timing: Timing;
  readonly durationMs: number;
  readonly bytesOut: number;
  readonly bytesIn: number;
  readonly via: 'undici' | 'editor';
  readonly redirects: readonly string[];
}

/** The result of one attempt. Failures are values, never thrown. */
export type Answer = AnswerBase &
  (
    | {
        readonly kind: 'answered';
        readonly status: number;
        readonly statusText: string;
        /** Lower-case names; several values are joined by `, `. */
        readonly headers: Readonly<Record<string, string>>;
        /** Every header line, in order; Retry-After may stand there more than once. */
        readonly rawHeaders: readonly (readonly [string, string])[];
        readonly content: Content;
        /** Set if the body broke off or could not be decoded; `content` then holds what had come. */
        readonly damaged?: FailureReason;
        readonly odd?: readonly Oddity[];
      }
    | {
        readonly kind: 'failed';
        readonly reason: FailureReason;
        readonly sent: boolean;
        readonly code?: string;
        /** Send the same request to this transport again at once: it will take another way. */
        readonly otherWay?: true;
        readonly proxy?: AskedProxy;
      }
  );

/** Sends attempts. `send` resolves whatever network or server do; after an abort within 50 ms. */
export interface Transport {
  send(
    request: HttpRequest,
    destination: Destination,
    options: {
      readonly signal: AbortSignal;
      readonly limits: Limits;
      readonly onProgress?: (bytesIn: number) => void;
    },
  ): Promise<Answer>;
  /** Closes idle connections and ends running ones. */
  close(): Promise<void>;
}
