import { writeJson } from '../body/writeJson';
import type { Draft } from './draft';

/** By what would be sent: the order of members and chosen files, which are not kept, do not count. */
export const isSameDraft = (
  { files: _a, ...one }: Draft,
  { files: _b, ...other }: Draft,
): boolean => textOf(one) === textOf(other);

/** Of what is no JSON, nothing is the same. */
function textOf(draft: Draft): unknown {
  const written = writeJson(draft, { sorted: true });
  return written.ok ? written.text : {};
}
