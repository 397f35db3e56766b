import type { HttpRequest } from './httpRequest';

/**
 * Why there is no (whole) answer.
 * Never sent: `dns` … `certificatesFailed`. Never to be trusted: the certificate and protocol rows. Sent, then lost: the rest.
 */
export type FailureReason =
  | 'dns'
  | 'connectRefused'
  | 'connectTimeout'
  | 'networkUnreachable'
  | 'tlsHandshake'
  | 'proxyRefused'
  | 'proxyLogin'
  /** It offers such a login, perhaps others as well, and none that can be made here. */
  | 'proxyKerberos'
  | 'proxyNtlm'
  | 'proxyDigest'
  | 'proxyUnsupported'
  /** What is to be its address, or its login, can be none. */
  | 'proxyUnreadable'
  /** A certificate is not accepted as far as the system's were not read in time. */
  | 'certificatesUnread'
  /** The same, where reading them failed. */
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

/** What is odd about the way in which the body of an answer came. */
export type Oddity =
  /** Said to be of a coding that nobody here knows, or of more layers than are undone: kept as it came. */
  | { readonly code: 'unknownCoding'; readonly coding: string }
  /** What is said of its coding is the name of no coding, and makes no difference. */
  | { readonly code: 'noCoding'; readonly coding: string }
  /** Said to be of a coding that it is not of: kept as it came. */
  | { readonly code: 'wrongCoding'; readonly coding: string }
  /** Of a coding that was not said, and undone; `coding`: what was said, empty for nothing. */
  | { readonly code: 'otherCoding'; readonly coding: string; readonly found: string }
  /** Packed, and whole without the mark at its end. */
  | { readonly code: 'noTrailer' }
  /** Broken off, and whole as JSON: the server announced more, or did not say that it was the end. */
  | { readonly code: 'noEnd' }
  /** Bytes stood behind its end, and were left out. `status`: that of an answer that has no body at all. */
  | { readonly code: 'junkAfterBody'; readonly status?: number };

/** All in milliseconds, absolute (not restarted by a byte) except `idleBody`. Per attempt, never over the run. */
export interface Limits {
  readonly connect: number;
  readonly firstByte: number;
  readonly idleBody: number;
  readonly whole: number;
}

/** Where a run goes. Asked again for every attempt, so that a rotated key is used at once. */
export interface Destination {
  readonly profile: string;
  /** `https://host[:port]`, or http on loopback; no path. */
  readonly origin: string;
  /** Nothing is taken with the key that it has now; before the next attempt it may have another one. */
  readonly unbilled?: boolean;
  /** Nothing is ever taken there, whatever the key: the sandbox. */
  readonly chargesNobody?: true;
  /** The key of this origin, to be put into `X-Api-Key`; it is part of no value that flows. */
  credential(): Promise<string | undefined>;
}

/** The bytes of an answer. Up to the memory cap in `bytes`; what is longer continues in the file `rest`. */
export interface Content {
  /** Decoded; the key, had it been echoed, is redacted. */
  readonly bytes: Uint8Array;
  /** A temporary file that holds the whole decoded body when it is larger than the memory cap. */
  readonly file?: string;
  /** The file was moved to where the person wanted it: it is theirs, to be neither moved nor removed again. */
  readonly saved?: true;
  /** Decoded length in bytes, also of what is only in the file. */
  readonly length: number;
}

/** The proxy that a connection failed at, by the names of settings and variables; never what they hold. */
export interface AskedProxy {
  /** What names the proxy. */
  readonly by: string;
  /** What the login came from that was sent to it; absent: none was. */
  readonly loginBy?: string;
}

/** Milliseconds per phase of one attempt; a phase that did not happen is absent. */
export interface Timing {
  /** From asking for a connection to having one of the pool. */
  readonly queueMs?: number;
  /** DNS and TCP. */
  readonly connectMs?: number;
  readonly tlsMs?: number;
  /** From the request's last byte to the answer's first. */
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

/** What one attempt came to. Never thrown. */
export type Answer = AnswerBase &
  (
    | {
        readonly kind: 'answered';
        readonly status: number;
        readonly statusText: string;
        /** Lower-case names; several values joined by `, ` except where `rawHeaders` is asked. */
        readonly headers: Readonly<Record<string, string>>;
        /** Every header line as it came, in order; Retry-After may stand there more than once. */
        readonly rawHeaders: readonly (readonly [string, string])[];
        readonly content: Content;
        /** Set where the body broke off or could not be decoded; `content` then holds what had come. */
        readonly damaged?: FailureReason;
        readonly odd?: readonly Oddity[];
      }
    | {
        readonly kind: 'failed';
        readonly reason: FailureReason;
        readonly sent: boolean;
        readonly code?: string;
        /** The same attempt can be made at once another way: sending it again to this transport does that. */
        readonly otherWay?: true;
        readonly proxy?: AskedProxy;
      }
  );

/** Sends one attempt. Resolves for everything a network or a server can do; after an abort within 50 ms. */
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
