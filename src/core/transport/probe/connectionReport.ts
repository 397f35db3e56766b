import type { EngineOptions } from '../engineOptions';
import type { Tried } from '../dial';
import type { Route } from '../proxy';
import type { FailureReason } from '../transport';
import type { SystemTrust } from '../trust';

/** One step of a connection; `ms` is how long it took, also where it failed. */
export type Stage<Facts, Learnt = Facts> =
  | { readonly kind: 'done'; readonly ms: number; readonly facts: Facts }
  | {
      readonly kind: 'failed';
      readonly ms: number;
      readonly reason: FailureReason;
      /** Of Node, OpenSSL or the proxy: for those who look it up. */
      readonly code: string;
      /** What was learnt all the same, such as the certificate that was not accepted. */
      readonly facts?: Learnt;
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
  | Extract<Route, { kind: 'direct' | 'unusable' }>
  | {
      readonly kind: 'proxy';
      readonly address: string;
      readonly source: string;
      /** The setting or variable that a login comes from; undefined: there is none. */
      readonly loginBy: string | undefined;
    };

/** What else was looked at on the way, by the names of settings and variables. */
export interface Looked {
  /** The list of exclusions that does not hold the host. */
  readonly notExcludedBy: string | undefined;
  /** Those that say something, too, and have no say. */
  readonly unused: readonly string[];
  /** The one in whose address a login stands that is not sent: that of a setting stands above it. */
  readonly overruledLogin: string | undefined;
  /** Set for logins that only the editor's own network can make. */
  readonly kerberos: boolean;
  /** `NODE_EXTRA_CA_CERTS`: the runtime trusts these, too. */
  readonly extraCertificates: boolean;
  /** `http.proxyStrictSSL` is off, but there is no proxy for which it counts. */
  readonly strictSslIdle: boolean;
}

/** In the order in which they are tried. What is undefined does not belong to this connection. */
export interface Stages {
  /** Of the host, or of the proxy before it. */
  readonly lookup?: Stage<{ readonly host: string; readonly addresses: readonly Address[] }>;
  readonly connect?: Stage<
    Address & { readonly port: number; readonly tried: readonly Tried[] },
    { readonly tried: readonly Tried[] }
  >;
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
  readonly looked: Looked;
  /** The setting or variable that switches verification off. */
  readonly unverifiedBy: string | undefined;
  /** Method and path of the request. */
  readonly asked: string;
  readonly stages: Stages;
  /**
   * What the system trusts, where it is asked for. No step that the others need: requests wait for it only where a
   * certificate is not accepted without, and go on with what is trusted anyway.
   */
  readonly certificates?: Stage<SystemTrust>;
}
