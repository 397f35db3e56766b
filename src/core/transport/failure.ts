import type { FailureReason } from './transport';

/** No connection came about, or none that could be made safe. */
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

/** How far an attempt had come: that decides what the same error code means. */
export type Phase = 'connect' | 'tls' | 'request' | 'body';

/** Names of Node's and undici's error codes. A code that stands nowhere is `other`, or the phase's own reason. */
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

/** The same end of a connection, by how far it had come. */
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
    // Two lengths that contradict each other before the body: no honest server sends that.
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

export function failureReason(code: string, phase: Phase): FailureReason {
  const reason = own(reasonsByPhase[phase], code) ?? own(reasonsByCode, code);
  if (reason) return reason;
  if (/^(?:Z_|ERR__ERROR_|ERR_BROTLI_|ZSTD_error_)/.test(code)) return 'damagedEncoding';
  if (code === parserError || code.startsWith('HPE_')) {
    return phase === 'body' ? 'damagedLength' : 'protocol';
  }
  if (phase !== 'tls') return 'other';
  // What is left of OpenSSL's codes: either the peer does not speak TLS, or its certificate is not acceptable.
  return /^(ERR_SSL_|EPROTO)/.test(code) ? 'protocol' : 'certificateOther';
}

const own = (table: Readonly<Record<string, FailureReason>>, code: string) =>
  Object.hasOwn(table, code) ? table[code] : undefined;

/** undici's parser gives its errors a name, and a code in some builds only. */
const parserError = 'HTTPParserError';

/** undici's messages for a 101 and a 100 that it did not ask for: their code is that of any lost connection. */
const namedOnly: ReadonlySet<string> = new Set(['bad upgrade', 'bad response']);

/** The code of an error, or of the one that caused it; of several connection errors that of the first. */
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

/** The status with which a proxy refused a tunnel to `fetch`, which tells it in words only. */
export function refusedTunnel(error: unknown): string | undefined {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; depth += 1) {
    const status = /^Proxy response \((\d{3})\)/.exec(cause.message)?.[1];
    if (status !== undefined) return status;
    cause = cause.cause;
  }
  return undefined;
}

/** No connection came about. Carries a reason and a code, never the options of the connection. */
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

/** By its code: the engine is a bundle of its own, with a class of its own. */
export const isUnsent = (fault: unknown): boolean => codeOf(fault) === unsentCode;
