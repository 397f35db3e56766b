/** A first piece of memory is at most this large (bytes), whatever length an answer announces: it may be a lie. */
export const largestStart = 1_048_576;

/**
 * Bytes that come in chunks, in one buffer that grows with them by doubling. An announced length only keeps it from
 * growing beyond what is needed: memory is taken for bytes that have come.
 */
export class GrowingBytes {
  readonly #announced: number;
  #room: Buffer = Buffer.alloc(0);
  #length = 0;

  /** @param announced in bytes; 0 if nothing is announced */
  constructor(announced = 0) {
    this.#announced = announced > 0 ? announced : 0;
  }

  push(chunk: Buffer): void {
    const needed = this.#length + chunk.length;
    if (needed > this.#room.length) this.#grow(needed);
    this.#length += chunk.copy(this.#room, this.#length);
  }

  /** The bytes so far, without spare room, which would hold foreign memory. Empties this. */
  take(): Buffer {
    const all = this.#room.subarray(0, this.#length);
    const whole = all.length === this.#room.length ? all : exact(all, all.length);
    this.#room = Buffer.alloc(0);
    this.#length = 0;
    return whole;
  }

  #grow(needed: number): void {
    const first = Math.min(this.#announced, largestStart);
    const doubled = this.#room.length === 0 ? first : this.#room.length * 2;
    const fits = needed <= this.#announced && doubled > this.#announced;
    const size = fits ? this.#announced : Math.max(needed, doubled);
    this.#room = exact(this.#room.subarray(0, this.#length), size);
  }
}

/** Not from Node's shared pool: posting a view of the pool elsewhere would also send unrelated bytes. */
function exact(bytes: Buffer, size: number): Buffer {
  const copy = Buffer.allocUnsafeSlow(size);
  bytes.copy(copy);
  return copy;
}
