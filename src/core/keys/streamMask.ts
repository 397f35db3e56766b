import type { KnownKeys } from './knownKeys';

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
    const spans = this.#keys.spansInBytes(bytes, { isPart: true });
    let until = Math.max(this.#keys.openFrom(bytes), bytes.length - longestOpen);
    const across = spans.find(({ start, end }) => start < until && end > until);
    until = across?.start ?? until;
    this.#open = Buffer.from(bytes.subarray(until));
    const settled = bytes.subarray(0, until);
    for (const { start, end } of spans) if (end <= until) settled.fill('*', start, end);
    return settled;
  }

  /** Returns the rest, masked. `broken`: more was to come. */
  end(options: { readonly broken: boolean }): Buffer {
    const rest = this.#open;
    this.#keys.maskBytes(rest, { ...options, isPart: true });
    this.#open = Buffer.alloc(0);
    return rest;
  }
}
