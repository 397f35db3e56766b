import { writeJson } from '../body/writeJson';
import type { Draft } from './draft';

/** Whether two drafts say the same. The order of members does not count, nor do chosen files, which are not kept. */
export const isSameDraft = (
  { files: _a, ...one }: Draft,
  { files: _b, ...other }: Draft,
): boolean => textOf(one) === textOf(other);

/** For a draft that is no JSON, a new object, which equals nothing. */
function textOf(draft: Draft): unknown {
  const written = writeJson(draft, { sorted: true });
  return written.ok ? written.text : {};
}
