import { largestFile } from '../../../src/core/request/check';
import type { Draft } from '../../../src/core/request/draft';
import type { Finding } from '../../../src/core/request/finding';
import { draft, filePart, zeroId } from './drafts';
import { keyFindings } from './keyFindings';

export const search = (body: unknown) => draft('searchJobsPost', { body: JSON.stringify(body) });
export const byQuery = (query: Record<string, unknown>) => draft('searchJobs', { query });
export const job = (id: string) => draft('getJob', { path: { id } });
const workHistory = (count: number) =>
  JSON.stringify({ work_experience: Array.from({ length: count }, () => ({})) });

type Code = Finding['code'];
const idPlace = { in: 'path', name: 'id', pointer: '' } as const;
const body = (pointer: string) => ({ in: 'body', name: '', pointer }) as const;
const query = (name: string, pointer = '') => ({ in: 'query', name, pointer }) as const;
const error = { severity: 'error' } as const;
const warning = { severity: 'warning' } as const;

/** One draft per code at least; the type asks for every code. */
export const table: Readonly<Record<Code, readonly (readonly [string, Draft, Finding])[]>> = {
  missing: [
    ['a path value', draft('getJob'), { ...idPlace, ...error, code: 'missing' }],
    [
      'a query value',
      draft('geocodeLocation'),
      { ...query('location'), ...warning, code: 'missing' },
    ],
    ['a body', draft('startAutoApplySession'), { ...body(''), ...warning, code: 'missing' }],
    [
      'a member of the body',
      draft('startAutoApplySession', { body: '{}' }),
      { ...body('/apply_url'), ...warning, code: 'missing' },
    ],
    [
      'a file',
      draft('importProfile'),
      { in: 'file', name: 'file', pointer: '', ...error, code: 'missing' },
    ],
  ],
  unsendable: [
    [
      'a value of another program',
      draft('searchJobs', { unsendable: [{ ...query('q'), why: 'cycle' }] }),
      { ...query('q'), ...error, code: 'unsendable', why: 'cycle' },
    ],
  ],
  emptySegment: [
    ['nothing', job(''), { ...idPlace, ...error, code: 'emptySegment' }],
    ['blanks only', job('  '), { ...idPlace, ...error, code: 'emptySegment' }],
  ],
  dotSegment: [
    ['here', job('.'), { ...idPlace, ...error, code: 'dotSegment' }],
    ['up', job('..'), { ...idPlace, ...error, code: 'dotSegment' }],
  ],
  controlCharacter: [
    [
      'a line break',
      job('a\r\nb'),
      { ...idPlace, ...error, code: 'controlCharacter', position: 1 },
    ],
    ['a NUL', job('abc\0'), { ...idPlace, ...error, code: 'controlCharacter', position: 3 }],
    ['a DEL', job('\u007f'), { ...idPlace, ...error, code: 'controlCharacter', position: 0 }],
    [
      'one in a header',
      draft('createApplication', {
        headers: { 'Idempotency-Key': 'a\nHost: evil' },
        body: JSON.stringify({ job_id: zeroId }),
      }),
      {
        in: 'header',
        name: 'Idempotency-Key',
        pointer: '',
        ...error,
        code: 'controlCharacter',
        position: 1,
      },
    ],
  ],
  keyInRequest: keyFindings,
  brokenJson: [
    [
      'on its line',
      draft('searchJobsPost', { body: '{\n  "queries": [,]\n}' }),
      { ...body(''), ...error, code: 'brokenJson', position: 16, line: 2, column: 15 },
    ],
  ],
  unknownParameter: [
    [
      'near a known one',
      byQuery({ pagesize: 5 }),
      { ...query('pagesize'), ...warning, code: 'unknownParameter', closest: 'page_size' },
    ],
    [
      'near none',
      byQuery({ zzzzzzzzzzzzzzzz: 5 }),
      { ...query('zzzzzzzzzzzzzzzz'), ...warning, code: 'unknownParameter' },
    ],
  ],
  unknownField: [
    [
      'near a known one',
      search({ querys: ['x'] }),
      { ...body(''), ...warning, code: 'unknownField', field: 'querys', closest: 'queries' },
    ],
    [
      'inside an object, through a reference',
      search({ skills: { includes: ['x'] } }),
      {
        ...body('/skills'),
        ...warning,
        code: 'unknownField',
        field: 'includes',
        closest: 'include',
      },
    ],
    [
      'inside an object, through an allOf',
      search({ companies: { exclud: ['x'] } }),
      {
        ...body('/companies'),
        ...warning,
        code: 'unknownField',
        field: 'exclud',
        closest: 'exclude',
      },
    ],
    [
      'inside a list',
      draft('getJobFeed', { body: JSON.stringify({ locations: [{}, { land: 'PT' }] }) }),
      { ...body('/locations/1'), ...warning, code: 'unknownField', field: 'land' },
    ],
  ],
  wrongType: [
    [
      'in a query',
      byQuery({ page: 'two' }),
      { ...query('page'), ...warning, code: 'wrongType', expected: ['integer'] },
    ],
    [
      'in a body',
      search({ page: '1' }),
      { ...body('/page'), ...warning, code: 'wrongType', expected: ['integer'] },
    ],
    [
      'a whole body',
      search([1]),
      { ...body(''), ...warning, code: 'wrongType', expected: ['object'] },
    ],
  ],
  notAllowed: [
    [
      'an item of a list in commas',
      byQuery({ work_model: 'remote,hybird' }),
      {
        ...query('work_model', '/1'),
        ...warning,
        code: 'notAllowed',
        allowed: ['remote', 'hybrid', 'onsite'],
        closest: 'hybrid',
      },
    ],
    [
      'an item of a list',
      byQuery({ work_model: ['office-space-of-mars'] }),
      {
        ...query('work_model', '/0'),
        ...warning,
        code: 'notAllowed',
        allowed: ['remote', 'hybrid', 'onsite'],
      },
    ],
    [
      'a path value',
      draft('getConnectorFilterOptions', { path: { facet: 'skill' } }),
      {
        in: 'path',
        name: 'facet',
        pointer: '',
        ...warning,
        code: 'notAllowed',
        allowed: ['sources', 'industries', 'skills'],
        closest: 'skills',
      },
    ],
  ],
  tooSmall: [
    [
      'a page',
      byQuery({ page: '0' }),
      { ...query('page'), ...warning, code: 'tooSmall', limit: 1 },
    ],
  ],
  tooLarge: [
    [
      'a page size',
      search({ page_size: 640 }),
      { ...body('/page_size'), ...warning, code: 'tooLarge', limit: 100 },
    ],
  ],
  tooShort: [
    [
      'a header',
      draft('createApplication', {
        headers: { 'Idempotency-Key': '' },
        body: JSON.stringify({ job_id: zeroId }),
      }),
      {
        in: 'header',
        name: 'Idempotency-Key',
        pointer: '',
        ...warning,
        code: 'tooShort',
        limit: 1,
      },
    ],
  ],
  tooLong: [
    [
      'a header',
      draft('createApplication', {
        headers: { 'Idempotency-Key': 'x'.repeat(256) },
        body: JSON.stringify({ job_id: zeroId }),
      }),
      {
        in: 'header',
        name: 'Idempotency-Key',
        pointer: '',
        ...warning,
        code: 'tooLong',
        limit: 255,
      },
    ],
  ],
  tooFew: [
    [
      'answers',
      draft('setAutoApplyAnswers', { body: JSON.stringify({ session_id: zeroId, answers: [] }) }),
      { ...body('/answers'), ...warning, code: 'tooFew', limit: 1 },
    ],
  ],
  tooMany: [
    [
      'past jobs',
      draft('updateProfile', { path: { id: zeroId }, body: workHistory(51) }),
      { ...body('/work_experience'), ...warning, code: 'tooMany', limit: 50 },
    ],
  ],
  wrongFormat: [
    ['an id', job('abc'), { ...idPlace, ...warning, code: 'wrongFormat', format: 'uuid' }],
    [
      'a time',
      byQuery({ posted_after: 'yesterday' }),
      { ...query('posted_after'), ...warning, code: 'wrongFormat', format: 'date-time' },
    ],
  ],
  fileTooLarge: [
    [
      'by a few bytes',
      draft('importProfile', { files: { file: filePart(largestFile + 3) } }),
      {
        in: 'file',
        name: 'file',
        pointer: '',
        ...error,
        code: 'fileTooLarge',
        bytes: largestFile + 3,
        limit: largestFile,
      },
    ],
  ],
  otherRule: [
    [
      'both of one-of-two',
      draft('createApplication', {
        body: JSON.stringify({ job_id: zeroId, apply_url: 'https://jobs.example/1' }),
      }),
      {
        ...body(''),
        ...warning,
        code: 'otherRule',
        keyword: 'oneOf',
        rule: JSON.stringify({ passingSchemas: [0, 1] }),
      },
    ],
  ],
};
