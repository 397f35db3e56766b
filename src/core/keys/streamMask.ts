import type { Steps } from '../common/steps';
import type { BytesOptions, KnownKeys } from './knownKeys';

/** The most bytes that are held back: more than a key takes, however it is escaped. */
const longestOpen = 16_384;

/** Masks bytes that come in chunks, and holds back what may be the beginning of a key. */
export class StreamMask {
  readonly #keys: KnownKeys;
  /** Bytes held back, as they came: a key is recognised only if all of it can be seen. */
  #open: Buffer = Buffer.alloc(0);
  /** How many of these were given out already: the middle of a long run of keys. */
  #given = 0;

  constructor(keys: KnownKeys) {
    this.#keys = keys;
  }

  /** Returns the bytes that can no longer change, masked; this may mask the chunk itself, too. */
  push(chunk: Buffer): Buffer {
    const bytes = this.#open.length === 0 ? chunk : Buffer.concat([this.#open, chunk]);
    const given = this.#given;
    const spans = this.#keys.spansInBytes(bytes, { isPart: true });
    const open = Math.max(this.#keys.openFrom(bytes), bytes.length - longestOpen);
    const across = spans.find(({ start, end }) => start < open && end > open);
    // Of keys that follow each other without a gap one is found again, as far back as it may begin.
    const isLong = across !== undefined && open - across.start > longestOpen;
    const until = Math.max(given, isLong ? open : (across?.start ?? open));
    const from = isLong ? open - longestOpen : Math.min(until, across?.start ?? open);
    this.#open = Buffer.from(bytes.subarray(from));
    this.#given = until - from;
    for (const { start, end } of spans)
      if (start < until) bytes.fill(asterisk, start, Math.min(end, until));
    return bytes.subarray(given, until);
  }

  /** Returns the rest, masked. `broken`: more was to come. */
  end(options: { readonly broken: boolean }): Buffer {
    const rest = this.#open;
    this.#keys.maskBytes(rest, { ...options, isPart: true });
    this.#open = Buffer.alloc(0);
    return rest.subarray(this.#given);
  }
}

const asterisk = '*'.charCodeAt(0);

/** How many bytes are searched between two steps; several times `longestOpen`, which is searched twice. */
const bytesInStep = 65_536;

/**
 * Pushes bytes through a mask, in steps, and puts what comes out in their place.
 * @param tell is given each piece that can no longer change
 * @returns where the masked bytes end; what follows is held back by the mask
 */
export function* settledInSteps(
  stream: StreamMask,
  bytes: Buffer,
  tell: (piece: Buffer) => void = () => undefined,
): Steps<number> {
  let settled = 0;
  for (let from = 0; from < bytes.length; from += bytesInStep) {
    // What comes out is never ahead of what went in, so nothing unread is written over.
    const out = stream.push(bytes.subarray(from, from + bytesInStep));
    bytes.set(out, settled);
    tell(bytes.subarray(settled, settled + out.length));
    settled += out.length;
    yield;
  }
  return settled;
}

/** Masks the bytes in place, as `maskBytes` does, in steps; bytes of one step in one go. */
export function* maskInSteps(
  keys: KnownKeys,
  bytes: Buffer,
  options: BytesOptions = {},
): Steps<void> {
  if (bytes.length <= bytesInStep) {
    keys.maskBytes(bytes, options);
    return;
  }
  const stream = new StreamMask(keys);
  const settled = yield* settledInSteps(stream, bytes);
  bytes.set(stream.end({ broken: options.broken === true }), settled);
}
