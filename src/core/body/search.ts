import type { Steps } from '../common/steps';
import { decode } from './source';
import { bytesInStep } from './utf8';

/**
 * Calls `found` with the byte offsets of each occurrence, ignoring case. `found` returns the offset at which to go on,
 * at least one byte further.
 */
export function* findAllInSteps(
  bytes: Uint8Array,
  query: string,
  found: (start: number, end: number) => number,
): Steps<void> {
  const lower = new TextEncoder().encode(query.toLowerCase());
  const upper = new TextEncoder().encode(query.toUpperCase());
  const other = upper.length === lower.length ? upper : lower;
  const length = lower.length;
  if (length === 0) return;
  const first = lower[0] ?? 0;
  const otherFirst = other[0] ?? 0;
  const isAscii = length === query.length;
  const last = bytes.length - length;
  let step = bytesInStep;
  for (let p = 0; p <= last;) {
    if (p > step) {
      step = p + bytesInStep;
      yield;
    }
    const c = bytes[p];
    if ((c !== first && c !== otherFirst) || !matches(bytes, p, lower, other)) p++;
    // Beyond ASCII a letter has several bytes, and a mix of the bytes of both cases is another letter.
    else if (!isAscii && decode(bytes, p, p + length).toLowerCase() !== query.toLowerCase()) p++;
    else p = found(p, p + length);
  }
}

function matches(bytes: Uint8Array, p: number, lower: Uint8Array, upper: Uint8Array): boolean {
  for (let i = 1; i < lower.length; i++) {
    const c = bytes[p + i];
    if (c !== lower[i] && c !== upper[i]) return false;
  }
  return true;
}
