import { isDeepStrictEqual } from 'node:util';
import type { Draft } from './draft';

/** By what would be sent: the order of members and chosen files, which are not kept, do not count. */
export const isSameDraft = (
  { files: _a, ...one }: Draft,
  { files: _b, ...other }: Draft,
): boolean => isDeepStrictEqual(plain(one), plain(other));

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
