import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readError, type ErrorBody } from '../../../src/core/diagnosis/readError';

const bytes = (body: unknown) =>
  Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));

const table: readonly (readonly [string, unknown, ErrorBody])[] = [
  [
    'a problem document',
    {
      type: 'about:blank',
      title: 'Insufficient credits',
      status: 402,
      detail: 'Not enough.',
      code: 'x_y',
      credits_required: 300,
      credits_balance: 120.5,
    },
    { message: 'Not enough.', code: 'x_y', required: 300, balance: 120.5 },
  ],
  ['error with detail', { error: 'Insufficient', detail: 'More.' }, { message: 'More.' }],
  [
    'error alone',
    { error: 'Unknown or expired API key' },
    { message: 'Unknown or expired API key' },
  ],
  [
    'status, error and message',
    { status: 400, error: 'Bad Request', message: 'page is odd' },
    { message: 'page is odd' },
  ],
  ['a title where nothing else stands', { title: 'Forbidden' }, { message: 'Forbidden' }],
  ['a code alone', { code: 'not_found' }, { code: 'not_found' }],
  ['blank words as none', { detail: '  ', message: '', error: ' No. ' }, { message: 'No.' }],
  ['words of another type as none', { detail: { a: 1 }, message: 5, title: 'T' }, { message: 'T' }],
  ['seconds to wait', { title: 'T', retry_after_seconds: 17 }, { message: 'T', retryAfter: 17 }],
  [
    'figures written as text',
    { credits_required: '300', credits_balance: ' 12 ' },
    { required: 300, balance: 12 },
  ],
  [
    'no figure that is none',
    { credits_required: 'many', credits_balance: -1, retry_after_seconds: null },
    {},
  ],
  [
    'figures in a sentence, whichever comes first',
    { error: 'You have 12 credits, 75 are needed.' },
    { message: 'You have 12 credits, 75 are needed.', required: 75, balance: 12 },
  ],
  [
    'no figures of a sentence that is about something else',
    { detail: 'page_size has to lie between 1 and 100.' },
    { message: 'page_size has to lie between 1 and 100.' },
  ],
  [
    'no figures where there are three',
    { detail: '3 credits a job, 25 jobs, 12 left.' },
    { message: '3 credits a job, 25 jobs, 12 left.' },
  ],
  [
    'members before the sentence',
    { detail: '1 of 2 credits', credits_required: 9, credits_balance: 8 },
    { message: '1 of 2 credits', required: 9, balance: 8 },
  ],
  ['nothing in an empty body', '', {}],
  ['nothing in a list', '["detail"]', {}],
  [
    'odd names as no more than names',
    '{"__proto__": {"detail": "x"}, "constructor": 5}',
    {
      more: [
        { name: '__proto__', value: '{"detail":"x"}' },
        { name: 'constructor', value: '5' },
      ],
    },
  ],
  [
    'what nobody documents as it stands there',
    {
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail: 'No.',
      trace_id: '4bf9',
      hints: ['a', 1],
      nothing: null,
    },
    {
      message: 'No.',
      more: [
        { name: 'trace_id', value: '4bf9' },
        { name: 'hints', value: '["a",1]' },
      ],
    },
  ],
  [
    'what nobody documents of an error inside',
    { error: { message: 'No.', trace_id: '4bf9' } },
    { message: 'No.', more: [{ name: 'trace_id', value: '4bf9' }] },
  ],
];

const read = (body: Uint8Array) => readError(body, 'application/json');

describe('readError', () => {
  for (const [what, body, expected] of table) {
    it(`reads ${what}`, () => {
      assert.deepEqual(read(bytes(body)), expected);
    });
  }

  it('never throws on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), body => {
        assert.equal(typeof read(body), 'object');
      }),
      { numRuns: 1_000 },
    );
  });

  it('never throws on any JSON, and only says texts and numbers', () => {
    const member = fc.constantFrom(
      'detail',
      'message',
      'error',
      'title',
      'code',
      'credits_required',
      'credits_balance',
      'retry_after_seconds',
    );
    fc.assert(
      fc.property(fc.dictionary(member, fc.jsonValue()), body => {
        const { message, code, required, balance, retryAfter } = read(bytes(body));
        for (const text of [message, code]) assert.ok(text === undefined || text.length > 0);
        for (const figure of [required, balance, retryAfter]) {
          assert.ok(figure === undefined || (Number.isFinite(figure) && figure >= 0));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps no more of what nobody documents than a person reads', () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`m${i}`, i]));
    assert.equal(read(bytes(many)).more?.length, 20);
    assert.equal(read(bytes({ m: 'x'.repeat(100_000) })).more?.[0]?.value.length, 500);
  });

  it('takes no page of a gateway for a sentence', () => {
    const { message = '' } = read(bytes('<!DOCTYPE html><h1>502 Bad Gateway</h1>'));
    assert.doesNotMatch(message, /[<>]/);
  });

  it('cuts endless words, and does not read an endless body', () => {
    assert.equal(read(bytes({ detail: 'x'.repeat(10_000) })).message?.length, 2_000);
    assert.equal(read(bytes({ pad: 'x'.repeat(300_000), detail: 'late' })).message, undefined);
  });
});
