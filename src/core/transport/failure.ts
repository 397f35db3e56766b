import type { FailureReason } from './transport';

/** No connection could be opened, or its TLS handshake failed. */
export const unconnected = [
  'dns',
  'connectRefused',
  'connectTimeout',
  'networkUnreachable',
  'tlsHandshake',
] as const satisfies readonly FailureReason[];

/** The certificate that the server showed is not accepted. */
export const certificateRefused = [
  'certificateExpired',
  'certificateSelfSigned',
  'certificateHost',
  'certificateIssuer',
  'certificateOther',
] as const satisfies readonly FailureReason[];

/** The phase of an attempt: it decides what an error code means. */
export type Phase = 'connect' | 'tls' | 'request' | 'body';

/** Error codes of Node and undici that mean the same in every phase. */
const reasonsByCode: Readonly<Record<string, FailureReason>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  EAI_NONAME: 'dns',
  ECONNREFUSED: 'connectRefused',
  UND_ERR_CONNECT_TIMEOUT: 'connectTimeout',
  ENETUNREACH: 'networkUnreachable',
  ENETDOWN: 'networkUnreachable',
  EHOSTUNREACH: 'networkUnreachable',
  EHOSTDOWN: 'networkUnreachable',
  EADDRNOTAVAIL: 'networkUnreachable',
  CERT_HAS_EXPIRED: 'certificateExpired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificateSelfSigned',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificateHost',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificateIssuer',
  UNABLE_TO_GET_ISSUER_CERT: 'certificateIssuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificateIssuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificateIssuer',
  UND_ERR_HEADERS_OVERFLOW: 'headersTooLarge',
  UND_ERR_HEADERS_TIMEOUT: 'headersTimeout',
  UND_ERR_BODY_TIMEOUT: 'bodyTimeout',
  UND_ERR_PRX_TLS: 'proxyRefused',
  'bad upgrade': 'switchedProtocol',
  'bad response': 'protocol',
};

/** Error codes whose meaning depends on the phase. */
const reasonsByPhase: Readonly<Record<Phase, Readonly<Record<string, FailureReason>>>> = {
  connect: {
    ECONNRESET: 'connectRefused',
    EPIPE: 'connectRefused',
    ECONNABORTED: 'connectRefused',
    ETIMEDOUT: 'connectTimeout',
  },
  tls: {
    ECONNRESET: 'tlsHandshake',
    EPIPE: 'tlsHandshake',
    ECONNABORTED: 'tlsHandshake',
    ETIMEDOUT: 'connectTimeout',
  },
  request: {
    ECONNRESET: 'connectionLost',
    EPIPE: 'connectionLost',
    ECONNABORTED: 'connectionLost',
    ETIMEDOUT: 'connectionLost',
    UND_ERR_SOCKET: 'connectionLost',
    UND_ERR_DESTROYED: 'connectionLost',
    UND_ERR_CLOSED: 'connectionLost',
    // Contradicting lengths before the body: no honest server sends that.
    UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'protocol',
  },
  body: {
    ECONNRESET: 'connectionLost',
    EPIPE: 'connectionLost',
    ECONNABORTED: 'connectionLost',
    ETIMEDOUT: 'connectionLost',
    UND_ERR_DESTROYED: 'connectionLost',
    UND_ERR_SOCKET: 'damagedLength',
    UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'damagedLength',
  },
};

/** The reason for an error code; `other` for an unknown code, except in the phase `tls`. */
export function failureReason(code: string, phase: Phase): FailureReason {
  const reason = own(reasonsByPhase[phase], code) ?? own(reasonsByCode, code);
  if (reason) return reason;
  if (/^(?:Z_|ERR__ERROR_|ERR_BROTLI_|ZSTD_error_)/.test(code)) return 'damagedEncoding';
  if (code === parserError || code.startsWith('HPE_')) {
    return phase === 'body' ? 'damagedLength' : 'protocol';
  }
  if (phase !== 'tls') return 'other';
  // OpenSSL's other codes: the peer does not speak TLS, or its certificate is not acceptable.
  return /^(ERR_SSL_|EPROTO)/.test(code) ? 'protocol' : 'certificateOther';
}

const own = (table: Readonly<Record<string, FailureReason>>, code: string) =>
  Object.hasOwn(table, code) ? table[code] : undefined;

/** Errors of undici's parser always have this name, but a code in some builds only. */
const parserError = 'HTTPParserError';

/** undici's messages for an unexpected 101 or 100; their code is that of any lost connection. */
const namedOnly: ReadonlySet<string> = new Set(['bad upgrade', 'bad response']);

/** The code of an error or of its cause; of several connection errors the first one's. Empty: there is none. */
export function codeOf(error: unknown): string {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; depth += 1) {
    if (namedOnly.has(cause.message)) return cause.message;
    const { code } = cause as { code?: unknown };
    if (typeof code === 'string') return code;
    if (cause.name === parserError) return parserError;
    cause = cause instanceof AggregateError ? cause.errors[0] : cause.cause;
  }
  return '';
}

/** The status with which a proxy refused a tunnel to `fetch`, which names it only in its message. */
export function refusedTunnel(error: unknown): string | undefined {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; depth += 1) {
    const status = /^Proxy response \((\d{3})\)/.exec(cause.message)?.[1];
    if (status !== undefined) return status;
    cause = cause.cause;
  }
  return undefined;
}

/** No connection could be opened. Carries a reason and a code, never the options of the connection. */
export class ConnectError extends Error {
  readonly code = 'ERR_JOBO_CONNECT';
  readonly reason: FailureReason;
  readonly detail: string;

  constructor(reason: FailureReason, detail: string) {
    super(`No connection: ${reason}`);
    this.reason = reason;
    this.detail = detail;
  }
}

const unsentCode = 'ERR_JOBO_UNSENT';

/** Something of ours failed before a request could leave. */
export class UnsentError extends Error {
  readonly code = unsentCode;

  constructor(cause: unknown) {
    super('A request could not be made ready to leave', { cause });
  }
}

/** Decided by the code, not by `instanceof`: the engine's bundle has its own copy of the class. */
export const isUnsent = (fault: unknown): boolean => codeOf(fault) === unsentCode;
