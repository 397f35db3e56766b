import { findOperation } from '../catalog/catalog';
import { build } from '../request/build';
import type { Draft } from '../request/draft';
import { limitsFor, type LimitSettings } from '../transport/limits';

/**
 * No job has this id: 401 means a bad key, 404 a good one, and neither costs anything.
 * https://jobo.world/docs/api-reference/jobs-search/get-a-single-job-by-id
 */
const zeroId = '00000000-0000-0000-0000-000000000000';

/** The request that tells whether a key is good. */
export const keyProbe: Draft = {
  operationId: 'getJob',
  path: { id: zeroId },
  query: {},
  headers: {},
};

/** The same request without a key: a 401 shows that the API is reachable. Its body does not matter. */
export function keylessProbe(settings: LimitSettings) {
  const operation = findOperation(keyProbe.operationId);
  if (!operation) throw new Error(`There is no operation "${keyProbe.operationId}".`);
  const limits = limitsFor(operation, keyProbe, { ...settings, ...bodyLimits });
  return { request: build(keyProbe, operation, ''), limits };
}

/** In milliseconds. */
const bodyLimits = { idleBody: 5_000, wholeAfterFirstByte: 5_000 };
