import { createHash } from 'node:crypto';
import { isSpace, valueEnd, char } from '../body/jsonTokens';
import type { Operation } from '../catalog/operation';
import { build } from './build';
import { errorsIn } from './check';
import type { Draft } from './draft';

/**
 * A hash of what a draft sends: drafts with the same hash ask the API for the same, however they are written. A
 * generated idempotency key is left out, and so are blanks between the tokens of a JSON body. Undefined if no request
 * can be built, and with files, since those are not kept for a comparison.
 */
export function fingerprint(draft: Draft, operation: Operation): string | undefined {
  if (Object.keys(draft.files ?? {}).length > 0) return undefined;
  if (errorsIn(draft, operation).length > 0) return undefined;
  const { method, target, headers, body } = build(draft, operation, '');
  const hash = createHash('sha256');
  hash.update(JSON.stringify([method, target, Object.entries(headers).sort()]));
  if (body) hash.update(withoutSpace(body));
  return hash.digest('base64url');
}

/** @param bytes are JSON. Not parsed and written again: numbers that differ in their last digits would become equal. */
function withoutSpace(bytes: Uint8Array): Uint8Array {
  const kept = new Uint8Array(bytes.length);
  let count = 0;
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    const end = first === char.quote ? valueEnd(bytes, at) : at + 1;
    if (!isSpace(first)) {
      kept.set(bytes.subarray(at, end), count);
      count += end - at;
    }
    at = end;
  }
  return kept.subarray(0, count);
}
