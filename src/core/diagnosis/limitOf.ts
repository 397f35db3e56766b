import { retryAfterMs } from '../retry/retryAfter';
import { headersOf, type Evidence } from './evidence';

export interface LimitFacts {
  /** ISO 8601: when the limit opens again, by the answer. */
  readonly opensAt?: string;
  readonly limitGroup?: string;
  /** Requests allowed in the window that the answer reports, and left in it. */
  readonly limit?: number;
  readonly remaining?: number;
}

/** In ms; a longer wait is not offered. */
const longestMs = 24 * 3_600_000;

/** What a 429 says about the limit that was hit; see its headers at https://jobo.world/docs/authentication */
export function limitOf(evidence: Evidence): LimitFacts {
  const headers = headersOf(evidence);
  const last = evidence.exchange.attempts.at(-1);
  const answeredAt = last ? Date.parse(last.startedAt) + last.durationMs : NaN;
  const opens = Number.isFinite(answeredAt) ? opensAfter(evidence, answeredAt) : undefined;
  const group = headers['x-ratelimit-group'];
  const limit = whole(headers['x-ratelimit-limit']);
  const remaining = whole(headers['x-ratelimit-remaining']);
  return {
    ...(opens !== undefined && { opensAt: new Date(answeredAt + opens).toISOString() }),
    ...(group !== undefined && group !== '' && { limitGroup: group.slice(0, 40) }),
    ...(limit !== undefined && { limit }),
    ...(remaining !== undefined && { remaining }),
  };
}

function opensAfter(evidence: Evidence, now: number): number | undefined {
  const { 'retry-after': value, date, 'x-ratelimit-reset': reset } = headersOf(evidence);
  const values = value === undefined ? [] : [value];
  const named = retryAfterMs({ values, date, bodySeconds: evidence.error.retryAfter }, now);
  const resetsAt = whole(reset);
  const ms = named ?? (resetsAt === undefined ? undefined : resetsAt * 1_000 - now);
  return ms !== undefined && ms > 0 && ms <= longestMs ? ms : undefined;
}

const whole = (text: string | undefined) =>
  text !== undefined && /^\d{1,12}$/.test(text.trim()) ? Number(text) : undefined;
