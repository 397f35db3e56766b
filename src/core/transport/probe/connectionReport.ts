import type { EngineOptions } from '../engineOptions';
import type { Tried } from '../dial';
import type { Route } from '../proxy';
import type { FailureReason } from '../transport';
import type { SystemTrust } from '../trust';

/** One step of a connection; `ms` is how long it took, even if it failed. */
export type Stage<Facts, Learnt = Facts> =
  | { readonly kind: 'done'; readonly ms: number; readonly facts: Facts }
  | {
      readonly kind: 'failed';
      readonly ms: number;
      readonly reason: FailureReason;
      /** The code of Node, OpenSSL or the proxy, to be looked up. */
      readonly code: string;
      /** What was learnt before it failed, such as the certificate that was not accepted. */
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
  /** Names and addresses that it is valid for. */
  readonly names: readonly string[];
  /** ISO 8601; undefined: not readable. */
  readonly validFrom: string | undefined;
  readonly validTo: string | undefined;
  /** Whole days until it expires; negative: since it expired. */
  readonly daysLeft: number | undefined;
  readonly begun: boolean;
}

export interface TlsFacts {
  readonly version: string;
  readonly certificate: CertificateFacts | undefined;
  /** Why it would be refused if verification were not switched off. */
  readonly ignored?: { readonly reason: FailureReason; readonly code: string };
}

/** The difference between this machine's clock and the server's. */
export interface ClockFacts {
  /** Positive: the server's is ahead. */
  readonly aheadMs: number;
  /** How exact `aheadMs` is: plus or minus this. The answer takes time, and its `Date` has whole seconds. */
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

/** Other settings and variables that were looked at, by name. */
export interface Looked {
  /** The list of exclusions that was used, and does not contain the host. */
  readonly notExcludedBy: string | undefined;
  /** Settings and variables that are set, but have no effect. */
  readonly unused: readonly string[];
  /** The one whose address contains a login that is not sent, since the login of a setting takes precedence. */
  readonly overruledLogin: string | undefined;
  /** A Kerberos login is set, which only the editor's own network can make. */
  readonly kerberos: boolean;
  /** `NODE_EXTRA_CA_CERTS` is set: the runtime trusts these, too. */
  readonly extraCertificates: boolean;
  /** `http.proxyStrictSSL` is off, but has no effect without a proxy. */
  readonly strictSslIdle: boolean;
}

/** In the order in which they are tried. A step that this connection does not have is undefined. */
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

/** The result of a connection, step by step. JSON-safe; holds neither a key nor the login of a proxy. */
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
   * What the system trusts, if it was asked. Not a step that the others depend on: requests ask the system only if a
   * certificate is not accepted otherwise.
   */
  readonly certificates?: Stage<SystemTrust>;
}
