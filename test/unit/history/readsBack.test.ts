import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findOperation } from '../../../src/core/catalog/catalog';
import { begin, conclude } from '../../../src/core/run/conclude';
import { parseEntry } from '../../../src/core/credits/ledgerEntry';
import { settledBy } from '../../../src/core/credits/settledBy';
import { parseRow, rowVersion } from '../../../src/core/history/row';
import { answered } from './rows';

const operation = findOperation('searchJobs') ?? assert.fail();
const draft = {
  operationId: operation.id,
  path: {},
  query: { page_size: 10 },
  headers: {},
};

const figure = fc.oneof(
  fc.constantFrom('0', '9'.repeat(400), '1e999', '-1', '1e308', '5e-324', '1,000', '٣', 'NaN', ''),
  fc.double().map(String),
);

const headers = fc.dictionary(
  fc.constantFrom(
    'x-credits-deducted',
    'x-credits-balance',
    'x-credits-required',
    'x-quota-remaining',
    'x-ratelimit-reset',
    'x-ratelimit-limit',
    'retry-after',
  ),
  figure,
);

const sentences = (one: string, other: string) => [
  `This needs ${one} credits, the wallet holds ${other}.`,
  `It costs ${one} credits, you have ${other} credits left of 7.`,
  `page_size must be between ${other} and ${one}`,
  `page_size must be at most ${one}`,
  `page_size must be at least ${one}`,
];

const bodies = fc
  .tuple(figure, figure, fc.nat(4), fc.jsonValue())
  .map(([one, other, nth, value]) => ({
    detail: sentences(one, other)[nth],
    errors: [{ field: 'page_size', message: sentences(other, one)[nth] }],
    ...(nth > 1 && { credits_required: one, credits_balance: other }),
    retry_after_seconds: other,
    value,
  }));

const failed = (fault: unknown) => {
  throw fault;
};

describe('what an answer says of itself', () => {
  it('is kept in a row that can be read again, and in an entry of the ledger', async () => {
    const statuses = fc.constantFrom(200, 400, 402, 409, 429, 500, 503);
    await fc.assert(
      fc.asyncProperty(statuses, headers, bodies, async (status, told, body) => {
        const bytes = Buffer.from(JSON.stringify(status < 300 ? { jobs: [] } : body));
        const asked = { draft, operation, priceOf: () => undefined, failed };
        const facts = { id: 'a', profile: 'Own', origin: 'https://api.example', now: 0 };
        const sent = { 'content-type': 'application/json', ...told };
        const exchange = await conclude(
          begin(draft, operation, facts),
          {
            attempts: [{ ...answered(status), headers: sent }],
            outcome: { kind: 'answered', status },
            answer: {
              ...{ kind: 'answered', status, statusText: '', headers: sent, rawHeaders: [] },
              ...{
                timing: {},
                durationMs: 5,
                bytesOut: 1,
                bytesIn: 1,
                via: 'undici',
                redirects: [],
              },
              content: { bytes, length: bytes.length },
            },
          },
          asked,
        );
        const owner = { pid: 1, window: 'w' };
        const kept = { exchange, draft, hadFiles: false, idempotencyKey: 'k', owner };
        const row = { version: rowVersion, ...kept };
        assert.deepEqual(parseRow(JSON.stringify(row))?.exchange.credits, exchange.credits);
        const open = { id: 'a', at: exchange.startedAt, profile: 'Own', operationId: operation.id };
        const entry = { ...open, session: 's', estimated: 75, state: 'open' } as const;
        const settled = settledBy(entry, exchange);
        if (settled) assert.deepEqual(parseEntry(JSON.stringify(settled)), settled);
      }),
      { numRuns: 300 },
    );
  });
});
