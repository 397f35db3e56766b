import type { Done, Refused } from './answer';
import { errorBody, json, type ErrorFamily } from './errors';
import type { Standing } from './limits';
import type { Quota, Receipt } from './wallet';
import type { Change } from './scenarios';

/** The answer as it goes over the wire, and what is done to it on its way. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** Credits taken, for the log line. */
  readonly credits: number;
  readonly change?: Change;
}

/** An answer, silence on an open connection, or a cut connection. */
export type Outcome =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'silence' }
  | { readonly kind: 'cut' };

export const rateHeaders = (
  standing: Standing,
  group: string,
): Readonly<Record<string, string>> => ({
  'X-RateLimit-Limit': String(standing.limit),
  'X-RateLimit-Remaining': String(standing.remaining),
  'X-RateLimit-Reset': String(Math.ceil(standing.resetAt / 1_000)),
  'X-RateLimit-Group': group,
});

/** Headers of an account whose plan includes jobs, on success and on 402; no headers for other accounts. */
export const quotaHeaders = (quota: Quota | undefined): Readonly<Record<string, string>> =>
  quota
    ? {
        'X-Quota-Limit': String(quota.limit),
        'X-Quota-Remaining': String(quota.remaining),
      }
    : {};

/** Headers about credits. A call that took none, being free or covered by the plan, has none of them. */
function creditHeaders(
  { deducted, balance, quota }: Receipt,
  oldNames: boolean,
): Readonly<Record<string, string>> {
  return {
    ...(deducted !== undefined && {
      [oldNames ? 'X-Credits-Used' : 'X-Credits-Deducted']: String(deducted),
      [oldNames ? 'X-Credits-Remaining' : 'X-Credits-Balance']: String(balance),
    }),
    ...quotaHeaders(quota),
  };
}

export function replyOfError(
  refused: Refused,
  family: ErrorFamily,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const { contentType, body } = errorBody(refused, family);
  return {
    status: refused.status,
    headers: { ...headers, ...refused.headers, 'Content-Type': contentType },
    body: Buffer.from(JSON.stringify(body)),
    credits: 0,
  };
}

export function replyOfDone(
  answer: Done,
  headers: Readonly<Record<string, string>>,
  receipt: Receipt | undefined,
  change?: Change,
): Reply {
  const body = change === 'eightMegabytes' ? lengthened(answer.body) : answer.body;
  const credits = receipt ? creditHeaders(receipt, change === 'oldCreditHeaders') : {};
  return {
    status: answer.status,
    headers: {
      ...headers,
      ...answer.headers,
      ...credits,
      ...(body !== undefined && {
        'Content-Type': change === 'wrongContentType' ? 'text/html; charset=utf-8' : json,
      }),
    },
    ...(body !== undefined && { body: Buffer.from(JSON.stringify(body)) }),
    credits: receipt?.deducted ?? 0,
    ...(change && { change }),
  };
}

const wantedBytes = 8.2 * 1024 * 1024;

/** Adds so many responsibilities to the jobs that the answer reaches 8 MB. An answer without jobs stays as it is. */
function lengthened(body: unknown): unknown {
  const { jobs } = { ...(body as { jobs?: readonly object[] } | undefined) };
  if (!jobs || jobs.length === 0) return body;
  const line = (job: number, index: number): string =>
    `Job ${job + 1}, duty ${index + 1}: check what was delivered, write down what is missing and tell the next shift`;
  const lines = Math.ceil(wantedBytes / jobs.length / (line(10, 1_000).length + 3));
  const longer = jobs.map((job, number) => ({
    ...job,
    responsibilities: Array.from({ length: lines }, (_, index) => line(number, index)),
  }));
  return { ...(body as object), jobs: longer };
}
