import { defaultRetrySettings } from '../../../src/core/retry/retryPolicy';
import type { Behaviour } from '../faultServer';
import { answer, head, rawThenReset } from '../faultServer';
import type { run } from '../runs';
import {
  creatingOperation,
  instantWorld,
  keyedOperation,
  operation,
  spendingOperation,
} from '../runs';

const limited = (seconds?: number | string | readonly string[]) =>
  answer(429, seconds === undefined ? {} : { 'Retry-After': [seconds].flat().map(String) });
const ok = answer(200, {}, '{"ok":true}');

/** Answers in turn, and the timeline of the run that gets them. */
export interface StatusRow {
  readonly name: string;
  readonly behaviours: readonly Behaviour[];
  readonly options?: Partial<Parameters<typeof run>[0]>;
  readonly lines: readonly string[];
}
const settings = defaultRetrySettings;
export const statusRows: readonly StatusRow[] = [
  { name: '200', behaviours: [ok], lines: ['1 200', 'answered'] },
  ...[400, 401, 402, 403, 404, 405, 409, 410, 422, 451, 501, 505, 301].map(status => ({
    name: `${status}: exactly one request`,
    behaviours: [answer(status)],
    lines: [`1 ${status}`, 'answered'],
  })),
  {
    name: '400 with a body that breaks off: exactly one request',
    behaviours: [rawThenReset(head(400, { 'Content-Length': '100' }), '{"title"')],
    lines: ['1 400', 'answered'],
  },
  {
    name: '429 waits to the letter',
    behaviours: [limited(2), ok],
    lines: ['1 429 waited 2000 ms (server)', '2 200', 'answered'],
  },
  {
    name: '429 with two values waits for the larger',
    behaviours: [limited(['1', '30']), ok],
    lines: ['1 429 waited 30000 ms (server)', '2 200', 'answered'],
  },
  {
    name: '429 with a date goes by the clock of the server',
    behaviours: [
      answer(429, {
        Date: 'Sun, 06 Nov 1994 08:49:37 GMT',
        'Retry-After': 'Sun, 06 Nov 1994 08:49:42 GMT',
      }),
      ok,
    ],
    lines: ['1 429 waited 5000 ms (server)', '2 200', 'answered'],
  },
  {
    name: '503 with a date goes by the clock of the server',
    behaviours: [
      answer(503, {
        Date: 'Sun, 06 Nov 2094 08:49:37 GMT',
        'Retry-After': 'Sun, 06 Nov 2094 08:50:07 GMT',
      }),
      ok,
    ],
    lines: ['1 503 waited 30000 ms (server)', '2 200', 'answered'],
  },
  {
    name: '429 without a time',
    behaviours: [limited(), ok],
    lines: ['1 429 waited 1000 ms (backoff)', '2 200', 'answered'],
  },
  {
    name: '429 with a time that is none',
    behaviours: [limited('1.5'), ok],
    lines: ['1 429 waited 1000 ms (backoff)', '2 200', 'answered'],
  },
  {
    name: '429 that names the time in its body',
    behaviours: [answer(429, {}, '{"status":429,"retry_after_seconds":17}'), ok],
    lines: ['1 429 waited 17000 ms (server)', '2 200', 'answered'],
  },
  {
    name: 'a storm of 429 with Retry-After: 0',
    behaviours: [limited(0)],
    lines: [
      '1 429 waited 0 ms (server)',
      '2 429 waited 1000 ms (serverAndBackoff)',
      '3 429 waited 2000 ms (serverAndBackoff)',
      '4 429 waited 4000 ms (serverAndBackoff)',
      '5 429 waited 8000 ms (serverAndBackoff)',
      '6 429',
      'answered stopped: spent',
    ],
  },
  {
    name: 'a storm of 429 without a time',
    behaviours: [limited()],
    lines: [
      '1 429 waited 1000 ms (backoff)',
      '2 429 waited 2000 ms (backoff)',
      '3 429 waited 4000 ms (backoff)',
      '4 429 waited 8000 ms (backoff)',
      '5 429 waited 16000 ms (backoff)',
      '6 429',
      'answered stopped: spent',
    ],
  },
  {
    name: 'another answer between two 429 starts the row again',
    behaviours: [limited(3), answer(500), limited(3), ok],
    lines: [
      '1 429 waited 3000 ms (server)',
      '2 500 waited 1000 ms (backoff)',
      '3 429 waited 3000 ms (server)',
      '4 200',
      'answered',
    ],
  },
  {
    name: 'no answer between two 429 does not start the row again',
    behaviours: [limited(3), rawThenReset(), limited(3), ok],
    lines: [
      '1 429 waited 3000 ms (server)',
      '2 connectionLost waited 1000 ms (backoff)',
      '3 429 waited 4000 ms (serverAndBackoff)',
      '4 200',
      'answered',
    ],
  },
  {
    name: '429 on a spending operation',
    behaviours: [limited(1), ok],
    options: { operation: spendingOperation },
    lines: ['1 429 waited 1000 ms (server)', '2 200', 'answered'],
  },
  {
    name: '429 on a creating operation',
    behaviours: [limited(1), ok],
    options: { operation: creatingOperation },
    lines: ['1 429 waited 1000 ms (server)', '2 200', 'answered'],
  },
  {
    name: '500 then 200',
    behaviours: [answer(500), ok],
    lines: ['1 500 waited 1000 ms (backoff)', '2 200', 'answered'],
  },
  {
    name: '500 for ever',
    behaviours: [answer(500)],
    lines: [
      '1 500 waited 1000 ms (backoff)',
      '2 500 waited 2000 ms (backoff)',
      '3 500 waited 4000 ms (backoff)',
      '4 500 waited 8000 ms (backoff)',
      '5 500',
      'answered stopped: spent',
    ],
  },
  {
    name: '500 for ever, five retries chosen',
    behaviours: [answer(500)],
    options: { settings: { ...settings, retries500: 5 }, world: instantWorld(0.5) },
    lines: [
      '1 500 waited 1100 ms (backoff)',
      '2 500 waited 2200 ms (backoff)',
      '3 500 waited 4400 ms (backoff)',
      '4 500 waited 8800 ms (backoff)',
      '5 500 waited 17600 ms (backoff)',
      '6 500',
      'answered stopped: spent',
    ],
  },
  {
    name: '500 with Retry-After goes by the table, not by the header',
    behaviours: [answer(500, { 'Retry-After': '60' }), ok],
    lines: ['1 500 waited 1000 ms (backoff)', '2 200', 'answered'],
  },
  {
    name: '500 on a spending operation',
    behaviours: [answer(500), ok],
    options: { operation: spendingOperation },
    lines: ['1 500 waited 1000 ms (backoff)', '2 200', 'answered'],
  },
  {
    name: '500 on a creating operation asks',
    behaviours: [answer(500)],
    options: { operation: creatingOperation },
    lines: ['1 500', 'answered stopped: ask'],
  },
  {
    name: '500 on a creating operation, table chosen',
    behaviours: [answer(500), ok],
    options: {
      operation: creatingOperation,
      settings: { ...settings, creatingOperations: 'table' },
    },
    lines: ['1 500 waited 1000 ms (backoff)', '2 200', 'answered'],
  },
  {
    name: '500 on a creating operation with an idempotency key',
    behaviours: [answer(500), ok],
    options: { operation: keyedOperation },
    lines: ['1 500 waited 1000 ms (backoff)', '2 200', 'answered'],
  },
  {
    name: '503 with Retry-After: 5',
    behaviours: [answer(503, { 'Retry-After': '5' }), ok],
    lines: ['1 503 waited 5000 ms (server)', '2 200', 'answered'],
  },
  {
    name: '503 with Retry-After: 90',
    behaviours: [answer(503, { 'Retry-After': '90' }), ok],
    lines: ['1 503 waited 90000 ms (server)', '2 200', 'answered'],
  },
  {
    name: '503 without a time, for ever',
    behaviours: [answer(503)],
    options: { world: instantWorld(0.5) },
    lines: [
      ...[1, 2, 3, 4, 5].map(n => `${n} 503 waited 45000 ms (maintenance)`),
      '6 503',
      'answered stopped: spent',
    ],
  },
  {
    name: '503 of a paused operation holds to the table',
    behaviours: [answer(503), ok],
    options: { operation: operation({ state: 'unavailable' }) },
    lines: ['1 503 waited 30000 ms (maintenance)', '2 200', 'answered'],
  },
  {
    name: '503 of a paused operation, stop chosen',
    behaviours: [answer(503)],
    options: {
      operation: operation({ state: 'unavailable' }),
      settings: { ...settings, pausedOperations: 'stop' },
    },
    lines: ['1 503', 'answered stopped: paused'],
  },
  {
    name: '503 that says so by its code, stop chosen',
    behaviours: [answer(503, {}, '{"status":503,"code":"auto_apply_coming_soon"}')],
    options: { settings: { ...settings, pausedOperations: 'stop' } },
    lines: ['1 503', 'answered stopped: paused'],
  },
  ...[408, 425, 502, 504].flatMap((status): StatusRow[] => [
    {
      name: `${status} on a free operation`,
      behaviours: [answer(status)],
      lines: [
        `1 ${status} waited 1000 ms (backoff)`,
        `2 ${status} waited 2000 ms (backoff)`,
        `3 ${status}`,
        'answered stopped: spent',
      ],
    },
    {
      name: `${status} on a spending operation asks`,
      behaviours: [answer(status)],
      options: { operation: spendingOperation },
      lines: [`1 ${status}`, 'answered stopped: ask'],
    },
  ]),
  {
    name: '504 on a creating operation asks, also with an idempotency key',
    behaviours: [answer(504)],
    options: { operation: keyedOperation },
    lines: ['1 504', 'answered stopped: ask'],
  },
  {
    name: 'ten attempts in all',
    behaviours: [500, 503, 504, 500, 503, 504, 500, 503, 500, 503, 503].map(status =>
      answer(status),
    ),
    lines: [
      '1 500 waited 1000 ms (backoff)',
      '2 503 waited 30000 ms (maintenance)',
      '3 504 waited 1000 ms (backoff)',
      '4 500 waited 2000 ms (backoff)',
      '5 503 waited 30000 ms (maintenance)',
      '6 504 waited 2000 ms (backoff)',
      '7 500 waited 4000 ms (backoff)',
      '8 503 waited 30000 ms (maintenance)',
      '9 500 waited 8000 ms (backoff)',
      '10 503',
      'answered stopped: spent',
    ],
  },
];
