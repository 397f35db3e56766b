import type { EngineOptions } from '../engine';
import type { Route } from '../proxy';
import type { FailureReason } from '../transport';

/** One step of a connection; `ms` is how long it took, also where it failed. */
export type Stage<Facts> =
  | { readonly kind: 'done'; readonly ms: number; readonly facts: Facts }
  | {
      readonly kind: 'failed';
      readonly ms: number;
      readonly reason: FailureReason;
      /** Of Node, OpenSSL or the proxy: for those who look it up. */
      readonly code: string;
      /** What was learnt all the same, such as the certificate that was not accepted. */
      readonly facts?: Facts;
    }
  /** A step before it failed. */
  | { readonly kind: 'notTried' };

export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Untrusted texts, as the server gave them. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** Names and addresses that it is made out to. */
  readonly names: readonly string[];
  /** ISO 8601; undefined: not readable. */
  readonly validFrom: string | undefined;
  readonly validTo: string | undefined;
  /** Whole days until it ends; negative: since. */
  readonly daysLeft: number | undefined;
  readonly begun: boolean;
}

export interface TlsFacts {
  readonly version: string;
  readonly certificate: CertificateFacts | undefined;
  /** Why it would not be accepted, although here it is: verification is switched off. */
  readonly ignored?: { readonly reason: FailureReason; readonly code: string };
}

/** How the clock of this machine stands against the server's. */
export interface ClockFacts {
  /** Positive: the server's is ahead. */
  readonly aheadMs: number;
  /** The answer's way and the full seconds of its `Date` leave this much open. */
  readonly withinMs: number;
}

export interface HttpFacts {
  readonly status: number;
  /** Of the answer's `Content-Type`, without parameters; untrusted. */
  readonly type: string;
  readonly firstByteMs: number | undefined;
  readonly clock: ClockFacts | undefined;
}

/** The way to the origin; a proxy without its login. */
export type RouteFacts =
  | Extract<Route, { kind: 'direct' }>
  | {
      readonly kind: 'proxy';
      readonly address: string;
      readonly source: string;
      readonly hasLogin: boolean;
    };

/** In the order in which they are tried. What is undefined does not belong to this connection. */
export interface Stages {
  /** Of the host, or of the proxy before it. */
  readonly lookup?: Stage<{ readonly host: string; readonly addresses: readonly Address[] }>;
  readonly connect?: Stage<Address & { readonly port: number }>;
  /** The proxy's answer to CONNECT. */
  readonly tunnel?: Stage<{ readonly status: string }>;
  readonly tls?: Stage<TlsFacts>;
  readonly request?: Stage<HttpFacts>;
  /** The same request through the editor's own network. */
  readonly editor?: Stage<HttpFacts>;
}

/** What a connection came to, step by step. JSON-safe; holds neither a key nor the login of a proxy. */
export interface ConnectionReport {
  readonly origin: string;
  readonly loopback: boolean;
  /** ISO 8601, by the clock of this machine. */
  readonly at: string;
  readonly mode: EngineOptions['mode'];
  readonly route: RouteFacts;
  /** The setting or variable that switches verification off. */
  readonly unverifiedBy: string | undefined;
  /** Method and path of the request. */
  readonly asked: string;
  readonly stages: Stages;
}
