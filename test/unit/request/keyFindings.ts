import { keyMark } from '../../../src/core/keys/keyMark';
import type { Draft } from '../../../src/core/request/draft';
import type { Finding } from '../../../src/core/request/finding';
import { canary } from '../../support/canary';
import { draft, zeroId } from './drafts';

const job = (id: string) => draft('getJob', { path: { id } });
const byQuery = (values: Draft['query']) => draft('searchJobs', { query: values });
const search = (body: unknown) => draft('searchJobsPost', { body: JSON.stringify(body) });
const idPlace = { in: 'path', name: 'id', pointer: '' } as const;
const body = (pointer: string) => ({ in: 'body', name: '', pointer }) as const;
const query = (name: string) => ({ in: 'query', name, pointer: '' }) as const;
const error = { severity: 'error' } as const;
const keyAt = (before: string) =>
  ({
    code: 'keyInRequest',
    start: before.length,
    end: before.length + canary.length,
    marked: false,
  }) as const;
const wholeKey = keyAt('');

/** Keys in each place of a draft. */
export const keyFindings: readonly (readonly [string, Draft, Finding])[] = [
  ['a path value', job(canary), { ...idPlace, ...error, ...wholeKey }],
  ['a query value', byQuery({ q: ['golang', canary] }), { ...query('q'), ...error, ...wholeKey }],
  [
    'the name of a parameter',
    byQuery({ [canary]: 'x' }),
    { ...query(canary), ...error, ...wholeKey },
  ],
  [
    'a header of the operation',
    draft('createApplication', {
      headers: { 'Idempotency-Key': canary },
      body: JSON.stringify({ job_id: zeroId }),
    }),
    { in: 'header', name: 'Idempotency-Key', pointer: '', ...error, ...wholeKey },
  ],
  [
    'a member of the body',
    search({ filters: { queries: [canary] } }),
    { ...body('/filters/queries/0'), ...error, ...keyAt('{"filters":{"queries":["') },
  ],
  [
    'a mark where one was',
    job(keyMark),
    { ...idPlace, ...error, ...wholeKey, end: keyMark.length, marked: true },
  ],
];
