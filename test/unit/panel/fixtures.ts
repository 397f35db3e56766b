import type { Schema } from '../../../src/core/catalog/operation';
import type { FieldView, OperationView, PanelView, RequestView } from '../../../src/protocol';
import type { ExchangeView } from '../../../src/protocol';

type FieldDefaults = Pick<
  FieldView,
  'in' | 'required' | 'description' | 'recent' | 'suggests' | 'allowEmptyValue'
>;
const query: FieldDefaults = {
  in: 'query',
  required: false,
  description: '',
  recent: [],
  suggests: false,
  allowEmptyValue: false,
};

/** One field of every kind of control. */
export const everyField: readonly FieldView[] = [
  {
    ...query,
    in: 'path',
    name: 'job_id',
    required: true,
    description: 'Id of the job, as search and feed return it.',
    schema: { type: 'string', format: 'uuid' },
    example: '11111111-2222-3333-4444-555555555555',
    recent: ['aaaaaaaa-2222-3333-4444-555555555555'],
  },
  {
    ...query,
    name: 'q',
    description: 'Words in title or description.',
    schema: { type: 'string' },
  },
  {
    ...query,
    name: 'sort',
    description: 'Order of the rows.',
    schema: { type: 'string', enum: ['relevance', 'newest', 'oldest'], default: 'relevance' },
  },
  {
    ...query,
    name: 'remote',
    description: 'Only jobs that can be done from anywhere.',
    schema: { type: 'boolean' },
  },
  {
    ...query,
    name: 'page_size',
    description: 'Jobs a page.',
    schema: { type: 'integer', minimum: 1, maximum: 100, default: 25 },
  },
  {
    ...query,
    name: 'work_models',
    description: 'Any of these.',
    schema: { type: 'array', items: { type: 'string', enum: ['remote', 'hybrid', 'onsite'] } },
  },
  {
    ...query,
    name: 'locations',
    description: 'Places, one a line.',
    schema: { type: 'array', items: { type: 'string' } },
  },
  {
    ...query,
    name: 'sources',
    description: 'Left out: all sources. Empty: none but the direct ones.',
    schema: { type: 'array', items: { type: 'string' } },
    allowEmptyValue: true,
  },
  {
    ...query,
    name: 'posted_after',
    description: 'Jobs newer than this.',
    schema: { type: 'string', format: 'date-time' },
  },
  {
    ...query,
    in: 'header',
    name: 'Idempotency-Key',
    description: 'Made for each run unless given.',
    schema: { type: 'string' },
  },
  {
    ...query,
    in: 'file',
    name: 'resume',
    description: 'PDF or text, at most 10 MB.',
    schema: { type: 'string' },
  },
];

const texts = { type: 'array', items: { type: 'string' } } as const;
const nullable = { type: ['string', 'null'] } as const;

/** One member of every kind. */
const bodySchema: Schema = {
  type: 'object',
  required: ['queries'],
  properties: {
    queries: { ...texts, description: 'Any of these may match.', examples: [['golang']] },
    skills: { type: 'object', properties: { include: texts, exclude: texts } },
    search_description: { type: 'boolean', default: true, description: 'Also in descriptions.' },
    page_size: { type: 'integer', minimum: 1, maximum: 100, default: 25 },
    posted_after: { ...nullable, format: 'date-time', description: 'Posted at or after this.' },
    cursor: { ...nullable, description: 'Where the page before ended.' },
    include_facets: {
      type: 'array',
      items: {
        type: 'string',
        enum: 'work_model sources industries skills countries company language seniority salary city region state'.split(
          ' ',
        ),
      },
      description: 'Absent: a default subset. Empty: none.',
    },
    locations: {
      type: 'array',
      items: {
        type: 'object',
        properties: { country: { type: 'string' }, city: { type: 'string' } },
      },
    },
    contact: {
      type: 'object',
      required: ['email'],
      properties: { name: nullable, email: { type: 'string', format: 'email' } },
      description: 'Who applies.',
    },
    answer: { description: 'Text, a number, a list.' },
  },
};

export const operation: OperationView = {
  id: 'advancedSearch',
  method: 'POST',
  path: '/api/jobs/search',
  summary: 'Advanced search',
  description: '',
  docs: '',
  deprecated: false,
  fields: everyField,
  body: {
    required: true,
    example: '{\n  "queries": ["golang"],\n  "page_size": 25\n}',
    schema: bodySchema,
    suggests: ['/skills/include', '/skills/exclude', '/locations/city'],
  },
};

export const request: RequestView = {
  operation,
  draft: {
    operationId: operation.id,
    path: { job_id: '11111111-2222-3333-4444-555555555555' },
    query: { page_size: 25, sort: 'newest' },
    headers: {},
    body: '{"queries": ["golang"], "id": 12345678901234567890, "x": 1.0}',
    files: {},
  },
  findings: [],
  price: 'up to 75 credits',
};

export const answered: ExchangeView = {
  id: 'run-1',
  operationId: operation.id,
  title: 'POST /api/jobs/search',
  profile: 'Sandbox',
  phase: { kind: 'settled' },
  status: { text: '200 OK', tone: 'good', meaning: '' },
  figures: ['0.21 s', '18.4 KB', '1 attempt', '75 credits · 1,129 left'],
  attempts: [
    {
      number: 1,
      label: '200',
      tone: 'good',
      startedAt: '2026-11-23T10:42:00.000Z',
      durationMs: 210,
      details: ['connect 12 ms, first byte 80 ms'],
    },
  ],
  headers: [
    ['content-type', 'application/json'],
    ['x-credits-balance', '1129'],
    ['date', 'Mon, 23 Nov 2026 10:42:00 GMT'],
  ],
  body: {
    kind: 'json',
    bytes: 18_400,
    contentType: 'application/json',
    badges: [],
    rows: 0,
    first: [],
  },
};

export const failed: ExchangeView = {
  ...answered,
  id: 'run-2',
  status: {
    text: '400 Bad Request',
    tone: 'bad',
    meaning: 'The request is not as the API expects it.',
  },
  figures: ['0.21 s', '184 B', '1 attempt', 'no credits taken'],
  card: {
    tone: 'error',
    title: 'page_size is too large',
    detail: 'The API takes 1 to 100 per page; this request asked for 640.',
    message: 'page_size must be between 1 and 100.',
    facts: [
      { label: 'Parameter', value: 'page_size' },
      { label: 'Sent', value: '640' },
      { label: 'Allowed', value: '1 to 100' },
    ],
    why: 'A parameter or the body breaks a rule of the API. Sending the same again gets the same answer; nothing is charged.',
    fixes: [
      { title: 'Send with page_size 640 → 100 · up to 300 credits', index: 0 },
      { title: 'Edit request', index: 1 },
    ],
  },
};

/** What a remedy led to. */
export const fixed: ExchangeView = {
  ...answered,
  id: 'run-mended',
  before: 'Back to the run before: 402 · 10:41',
};

/** A wait that ends `ms` after `now`. */
export const waiting = (now: number, ms: number): ExchangeView => ({
  ...answered,
  id: 'run-3',
  phase: {
    kind: 'waiting',
    until: new Date(now + ms).toISOString(),
    ms,
    text: 'Rate limit: waiting {0}, then attempt 3 of 6.',
    reason: `The server asked for ${ms / 1000} s.`,
    attempt: { next: 3, of: 6 },
    canSendNow: true,
    stopFirst: false,
  },
  figures: ['2 attempts'],
  headers: [],
  body: { kind: 'none', bytes: 0, contentType: '', badges: [], rows: 0, first: [] },
  attempts: [
    {
      number: 1,
      label: '429',
      tone: 'bad',
      startedAt: '2026-11-23T10:42:00.000Z',
      durationMs: 210,
      waitMs: 12_000,
      waitReason: 'The server asked for 12 s.',
      details: [],
    },
    {
      number: 2,
      label: '429',
      tone: 'bad',
      startedAt: '2026-11-23T10:42:12.210Z',
      durationMs: 180,
      waitMs: ms,
      waitReason: `The server asked for ${ms / 1000} s.`,
      details: [],
    },
  ],
});

export const panel = (parts: Partial<PanelView>): PanelView => ({
  words: {},
  locale: 'en-US',
  profile: { name: 'Sandbox', badge: 'embedded' },
  ...parts,
});

/** `count` jobs as the search answers them. */
export function jobs(count: number): string {
  const job = (i: number) => ({
    id: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    title: `Senior engineer ${i}`,
    company: { name: 'Acme & Söhne', website: 'https://acme.example', employees: 120 },
    is_remote: i % 2 === 0,
    salary: i % 3 === 0 ? null : { min: 60_000, max: 90_000.5, currency: 'EUR' },
    description: 'Builds and runs services. '.repeat(i % 4 === 0 ? 60 : 4),
    tags: ['go', 'typescript'],
  });
  return JSON.stringify({
    jobs: Array.from({ length: count }, (_, i) => job(i)),
    total: count,
    next_cursor: null,
  });
}
