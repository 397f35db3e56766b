/**
 * A request ready to send, without credentials and host: the destination adds both at each attempt. The body is kept as
 * bytes, so that every attempt sends the same ones.
 */
export interface HttpRequest {
  readonly operationId: string;
  readonly method: string;
  /** Path and query, percent-encoded, beginning with `/`. */
  readonly target: string;
  /** Lower-case names. Never `x-api-key`, `host`, `content-length`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}
