import type { Steps } from '../common/steps';
import type { BytesOptions, KnownKeys } from './knownKeys';

/** The most bytes that are held back: more than a key takes, however it is escaped. */
const longestOpen = 16_384;

/** Masks bytes that come in chunks, and holds back what may be the beginning of a key. */
export class StreamMask {
  readonly #keys: KnownKeys;
  /** Bytes held back, as they came: a key is recognised only if all of it can be seen. */
  #open: Buffer = Buffer.alloc(0);

  constructor(keys: KnownKeys) {
    this.#keys = keys;
  }

  /** Returns the bytes that can no longer change, masked; this may mask the chunk itself, too. */
  push(chunk: Buffer): Buffer {
    const bytes = this.#open.length === 0 ? chunk : Buffer.concat([this.#open, chunk]);
    const until = maskSettled(this.#keys, bytes);
    this.#open = Buffer.from(bytes.subarray(until));
    return bytes.subarray(0, until);
  }

  /** Returns the rest, masked. `broken`: more was to come. */
  end(options: { readonly broken: boolean }): Buffer {
    const rest = this.#open;
    this.#keys.maskBytes(rest, { ...options, isPart: true });
    this.#open = Buffer.alloc(0);
    return rest;
  }
}

/** Masks what more bytes cannot change. @returns where that ends; the rest may be the beginning of a key */
function maskSettled(keys: KnownKeys, bytes: Uint8Array): number {
  const spans = keys.spansInBytes(bytes, { isPart: true });
  const open = Math.max(keys.openFrom(bytes), bytes.length - longestOpen);
  const across = spans.find(({ start, end }) => start < open && end > open);
  const until = across?.start ?? open;
  for (const { start, end } of spans) if (end <= until) bytes.fill(asterisk, start, end);
  return until;
}

const asterisk = '*'.charCodeAt(0);

/** How many bytes are searched between two steps; several times `longestOpen`, which is searched twice. */
const bytesInStep = 65_536;

/** Masks the bytes in place, as `maskBytes` does, in steps; bytes of one step in one go. */
export function* maskInSteps(
  keys: KnownKeys,
  bytes: Uint8Array,
  options: BytesOptions = {},
): Steps<void> {
  let from = 0;
  for (let size = bytesInStep; bytes.length - from > size;) {
    const settled = maskSettled(keys, bytes.subarray(from, from + size));
    from += settled;
    // A run of keys may be longer than a step.
    size = settled === 0 ? size * 2 : bytesInStep;
    yield;
  }
  const isPart = from > 0 || options.isPart === true;
  keys.maskBytes(bytes.subarray(from), { ...options, isPart });
}
