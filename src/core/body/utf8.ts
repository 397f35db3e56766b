import { isUtf8 } from 'node:buffer';
import type { Steps } from '../common/steps';

/** How many bytes are read between two steps. */
export const bytesInStep = 262_144;

/** How many bytes belong to no UTF-8 character. */
export function* countNotUtf8(bytes: Uint8Array): Steps<number> {
  if (isUtf8(bytes)) return 0;
  let wrong = 0;
  for (let p = 0, step = bytesInStep; p < bytes.length;) {
    if (p > step) {
      step += bytesInStep;
      yield;
    }
    const length = characterLength(bytes, p);
    if (length === 0) wrong++;
    p += length || 1;
  }
  return wrong;
}

/** Length in bytes of the character at `p`; 0 if there is no valid one. */
function characterLength(bytes: Uint8Array, p: number): number {
  const c = bytes[p] ?? 0;
  if (c < 0x80) return 1;
  const length =
    c >= 0xc2 && c < 0xe0 ? 2 : c >= 0xe0 && c < 0xf0 ? 3 : c >= 0xf0 && c < 0xf5 ? 4 : 0;
  for (let i = 1; i < length; i++) {
    if (((bytes[p + i] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  const second = bytes[p + 1] ?? 0;
  const overlong = (c === 0xe0 && second < 0xa0) || (c === 0xf0 && second < 0x90);
  const outside = (c === 0xed && second >= 0xa0) || (c === 0xf4 && second >= 0x90);
  return overlong || outside ? 0 : length;
}
