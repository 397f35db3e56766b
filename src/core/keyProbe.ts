import type { Draft } from './request/draft';

/** No job has this id: 401 tells a bad key, 404 a good one, and neither costs anything (API reference 1). */
const zeroId = '00000000-0000-0000-0000-000000000000';

/** The request that tells whether a key is good. */
export const keyProbe: Draft = {
  operationId: 'getJob',
  path: { id: zeroId },
  query: {},
  headers: {},
};

/** Such a check is no use of the operation: its row does not tell of it. */
export const isKeyProbe = ({ url }: { readonly url: string }): boolean => url.endsWith(zeroId);
