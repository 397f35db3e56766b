import type { Answer, FailureReason } from '../../../src/core/transport/transport';

const base = {
  timing: {},
  durationMs: 0,
  bytesOut: 0,
  bytesIn: 0,
  via: 'undici',
  redirects: [],
} as const;

/** An answer without a body. */
export const answered = (status: number, damaged?: FailureReason): Answer => ({
  kind: 'answered',
  status,
  statusText: '',
  headers: {},
  rawHeaders: [],
  content: { bytes: new Uint8Array(), length: 0 },
  ...(damaged && { damaged }),
  ...base,
});

/** An attempt that got no answer. */
export const failed = (
  reason: FailureReason,
  sent = true,
): Extract<Answer, { kind: 'failed' }> => ({
  kind: 'failed',
  reason,
  sent,
  ...base,
});
