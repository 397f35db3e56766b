import { Transform, type TransformCallback } from 'node:stream';
import * as zlib from 'node:zlib';
import type { Frame, Sum } from './frames';

const nothing: Buffer = Buffer.alloc(0);

/**
 * Inflates the data of one or several frames. zlib's own streams treat bytes behind the end, or a missing trailer, as
 * damage, and drop what they have already inflated.
 */
export class FramedInflate extends Transform {
  /** Input bytes that belong to the frames, as zlib's streams count them. */
  bytesWritten = 0;
  /** The data is complete, but the trailer behind it is missing or cut off. */
  lacksTrailer = false;
  /** The bytes behind the last whole frame may be the beginning of another frame, or junk. */
  breaksInHeader = false;
  readonly #frame: Frame;
  readonly #options: zlib.ZlibOptions;
  #phase: 'header' | 'data' | 'trailer' | 'over' = 'header';
  #isFirst = true;
  /** The beginning of a header or trailer that is not complete yet. */
  #held = nothing;
  #inflate: zlib.InflateRaw | undefined;
  #sum: Sum | undefined;

  constructor(frame: Frame, options: zlib.ZlibOptions) {
    super();
    this.#frame = frame;
    this.#options = options;
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.#take(chunk).then(() => {
      done();
    }, done);
  }

  override _flush(done: TransformCallback): void {
    if (this.#phase === 'over') done();
    else if (this.#phase === 'header') {
      this.breaksInHeader = !this.#isFirst && this.#held.length > 0;
      done(this.#isFirst || this.breaksInHeader ? new BreaksOffError() : null);
    } else {
      this.#finishData().then(isOver => {
        this.lacksTrailer = isOver;
        done(isOver ? null : new BreaksOffError());
      }, done);
    }
  }

  override _read(size: number): void {
    this.#inflate?.resume();
    super._read(size);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#inflate?.destroy();
    done(error);
  }

  async #take(chunk: Buffer): Promise<void> {
    let rest = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    this.#held = nothing;
    while (rest.length > 0 && this.#phase !== 'over') {
      const used = this.#phase === 'data' ? await this.#unpack(rest) : this.#around(rest);
      if (used === undefined) {
        this.#held = rest;
        return;
      }
      this.bytesWritten += used;
      rest = rest.subarray(used);
    }
  }

  /** Reads a header or trailer and returns its length in bytes; undefined: it is not complete yet. */
  #around(bytes: Buffer): number | undefined {
    const { trailerLength, repeats } = this.#frame;
    if (this.#phase === 'trailer') {
      if (bytes.length < trailerLength) return undefined;
      if (this.#sum?.fits(bytes) !== true) throw new Error('the trailer does not fit');
      this.#phase = 'header';
      this.#isFirst = false;
      return trailerLength;
    }
    const end = this.#isFirst || repeats ? this.#frame.headerEnd(bytes) : 'none';
    if (end === 'none') {
      if (this.#isFirst) throw new Error('no header');
      this.#phase = 'over';
      this.push(null);
      return 0;
    }
    if (end !== undefined) this.#begin();
    return end;
  }

  #begin(): void {
    const inflate = zlib.createInflateRaw(this.#options);
    const sum = this.#frame.sum();
    inflate.on('data', (part: Buffer) => {
      sum.add(part);
      if (!this.push(part)) inflate.pause();
    });
    // Each write has its own error listener; an error between writes must find one, too.
    inflate.on('error', () => undefined);
    this.#inflate = inflate;
    this.#sum = sum;
    this.#phase = 'data';
  }

  /** Resolves with how many of the bytes belong to the compressed data. */
  #unpack(bytes: Buffer): Promise<number> {
    const inflate = this.#inflate;
    if (!inflate) return Promise.resolve(0);
    const before = inflate.bytesWritten;
    return new Promise((resolve, reject) => {
      inflate.once('error', reject);
      inflate.write(bytes, () => {
        const used = inflate.bytesWritten - before;
        inflate.off('error', reject);
        const end = (): void => {
          this.#phase = 'trailer';
          inflate.destroy();
          resolve(used);
        };
        // Left-over bytes are no compressed data: it ends here, once all inflated bytes have been read.
        if (used === bytes.length) resolve(used);
        else if (inflate.readableEnded) end();
        else inflate.once('end', end);
      });
    });
  }

  /** Called when the input ends. Resolves with whether the compressed data was complete. */
  #finishData(): Promise<boolean> {
    const inflate = this.#inflate;
    if (this.#phase === 'trailer' || !inflate) return Promise.resolve(true);
    return new Promise(resolve => {
      inflate
        .once('error', () => {
          resolve(false);
        })
        .once('end', () => {
          resolve(true);
        })
        .end();
    });
  }
}

/** The input ended too early. Has the code of zlib's own streams for that. */
class BreaksOffError extends Error {
  readonly code = 'Z_BUF_ERROR';

  constructor() {
    super('more was to come');
  }
}
