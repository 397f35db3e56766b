import { Transform, type TransformCallback } from 'node:stream';
import * as zlib from 'node:zlib';
import { headerEnd, isTrailerOf, trailerLength } from './gzipFrame';

const nothing: Buffer = Buffer.alloc(0);

/**
 * Unpacks gzip of one member or several. zlib's own takes bytes behind the end for damage, and throws away what it has
 * unpacked together with them; here they are left out, and `bytesWritten` tells how far the stream went.
 */
export class Gunzip extends Transform {
  /** As zlib's streams count it: bytes that belong to the stream. */
  bytesWritten = 0;
  readonly #options: zlib.ZlibOptions;
  #phase: 'header' | 'data' | 'trailer' | 'over' = 'header';
  #isFirst = true;
  /** The beginning of a header or trailer. */
  #held = nothing;
  #inflate: zlib.InflateRaw | undefined;
  #sum = 0;
  #length = 0;

  constructor(options: zlib.ZlibOptions) {
    super();
    this.#options = options;
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.#take(chunk).then(() => {
      done();
    }, done);
  }

  override _flush(done: TransformCallback): void {
    const isWhole = this.#phase === 'over' || (this.#phase === 'header' && !this.#isFirst);
    done(isWhole ? null : new Error('unexpected end of gzip'));
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
      const used = this.#phase === 'data' ? await this.#unpack(rest) : this.#frame(rest);
      if (used === undefined) {
        this.#held = rest;
        return;
      }
      this.bytesWritten += used;
      rest = rest.subarray(used);
    }
  }

  /** Reads a header or trailer; undefined where it is not whole yet. */
  #frame(bytes: Buffer): number | undefined {
    if (this.#phase === 'trailer') {
      if (bytes.length < trailerLength) return undefined;
      if (!isTrailerOf(bytes, this.#sum, this.#length)) throw new Error('damaged gzip');
      this.#phase = 'header';
      this.#isFirst = false;
      return trailerLength;
    }
    const end = headerEnd(bytes);
    if (end === 'none') {
      if (this.#isFirst) throw new Error('no gzip');
      this.#phase = 'over';
      this.push(null);
      return 0;
    }
    if (end !== undefined) this.#begin();
    return end;
  }

  #begin(): void {
    const inflate = zlib.createInflateRaw(this.#options);
    [this.#sum, this.#length] = [0, 0];
    inflate.on('data', (part: Buffer) => {
      this.#sum = zlib.crc32(part, this.#sum);
      this.#length = (this.#length + part.length) >>> 0;
      if (!this.push(part)) inflate.pause();
    });
    // Whoever writes is told; one that comes with no write under way must find a listener.
    inflate.on('error', () => undefined);
    this.#inflate = inflate;
    this.#phase = 'data';
  }

  /** Resolves with how many of the bytes belong to the packed data. */
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
        // What is left over is no packed data: it ends here, once all that was unpacked has been taken.
        if (used === bytes.length) resolve(used);
        else if (inflate.readableEnded) end();
        else inflate.once('end', end);
      });
    });
  }
}
