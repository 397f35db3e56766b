import type { Exchange } from '../../../src/core/exchange';
import type { Draft } from '../../../src/core/request/draft';
import { answered as answeredAttempt } from '../history/rows';
import { draft, filePart, operationOf } from '../request/drafts';

/** One odd text in every place where one can stand. */
export interface Shape {
  readonly text: string;
  readonly bytes: Uint8Array;
  /** Parsed, where it is JSON. */
  readonly value: unknown;
  /** Of an operation with a body, one with a query, and one with files. */
  readonly drafts: readonly Draft[];
}

export function shapeOf(text: string): Shape {
  const value = parsed(text);
  const query = { q: value, page: text.slice(0, 300), constructor: value, work_model: [value] };
  const search = operationOf('searchJobs');
  return {
    text,
    bytes: Buffer.from(text),
    value,
    drafts: [
      draft('searchJobsPost', { body: text }),
      draft(search.id, { query, path: { id: text }, headers: { 'Idempotency-Key': text } }),
      draft('getJob', { path: { id: text } }),
      draft('createApplication', { body: text, headers: { 'Idempotency-Key': 'one' } }),
      draft('importProfile', { files: { file: filePart(3), [text.slice(0, 40)]: filePart(3) } }),
    ],
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A run of a draft's operation that was answered so. */
export const answered = ({ operationId }: Draft, status: number): Exchange => ({
  id: 'one',
  operationId,
  method: operationOf(operationId).method,
  url: 'https://api.example/api/jobs/1',
  profile: 'constructor',
  startedAt: '2026-01-01T00:00:00.000Z',
  attempts: [answeredAttempt(status)],
  outcome: { kind: 'answered', status },
  body: { bytes: 1, contentType: 'application/json' },
  credits: {},
});
