import { randomUUID } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Redactor } from './redact';
import { createStreamRedactor } from './redact';
import type { Content } from './transport';

export interface Caps {
  /** Decoded bytes kept in memory. */
  readonly memory: number;
  /** Decoded bytes at most; from the memory cap on they go to a temporary file. */
  readonly file: number;
}

export const defaultCaps: Caps = { memory: 50 * 1_048_576, file: 500 * 1_048_576 };

export interface CollectOptions {
  readonly caps: Caps;
  readonly redactor: Redactor | undefined;
  /** Where temporary files go; made when the first one is needed. */
  readonly folder: string;
  /** Instead of Node's own. The file must be a new one. */
  readonly openFile?: (path: string) => Promise<SpillFile>;
}

type SpillFile = Pick<FileHandle, 'writeFile' | 'close'>;

const openNew = (path: string): Promise<SpillFile> => open(path, 'wx', 0o600);

/** Gathers a decoded body: in memory, and from the memory cap on in a file as well. */
export class Collector {
  /** More than the file cap came, or the disk took no more: what follows is dropped. */
  full = false;
  #length = 0;
  #chunks: Buffer[] = [];
  #bytes: Buffer | undefined;
  #file:
    | {
        readonly path: string;
        readonly handle: Promise<SpillFile>;
        readonly stream: ReturnType<typeof createStreamRedactor>;
      }
    | undefined;
  #written: Promise<void> = Promise.resolve();
  readonly #options: CollectOptions;

  constructor(options: CollectOptions) {
    this.#options = options;
  }

  /** A promise: hold back until it resolves. Never rejects. */
  add(chunk: Buffer): Promise<void> | undefined {
    if (this.full) return undefined;
    const { caps } = this.#options;
    const rest = caps.file - this.#length;
    if (chunk.length > rest) this.full = true;
    const taken = this.full ? chunk.subarray(0, rest) : chunk;
    this.#length += taken.length;
    if (this.#file) return this.#write(this.#file.stream.push(taken));
    this.#chunks.push(taken);
    return this.#length > caps.memory ? this.#spill() : undefined;
  }

  async finish(): Promise<Content> {
    const length = this.#length;
    if (this.#file === undefined) {
      const bytes = joined(this.#chunks.splice(0), length);
      this.#options.redactor?.bytes(bytes);
      return { bytes, length };
    }
    await this.#write(this.#file.stream.end());
    const file = this.#file.path;
    const whole = await this.#file.handle.then(
      handle => handle.close().then(() => true),
      () => false,
    );
    return { bytes: this.#bytes ?? Buffer.alloc(0), length, ...(whole && { file }) };
  }

  #spill(): Promise<void> {
    const { folder, caps, openFile = openNew } = this.#options;
    const path = join(folder, `${randomUUID()}.body`);
    const handle = mkdir(folder, { recursive: true, mode: 0o700 }).then(() => openFile(path));
    handle.catch(() => undefined);
    const stream = createStreamRedactor(this.#options.redactor);
    this.#file = { path, handle, stream };
    const begin = stream.push(joined(this.#chunks.splice(0), this.#length));
    this.#bytes = begin.subarray(0, caps.memory);
    return this.#write(begin);
  }

  #write(bytes: Buffer): Promise<void> {
    const handle = this.#file?.handle;
    this.#written = this.#written
      .then(async () => {
        await (await handle)?.writeFile(bytes);
      })
      .catch(() => {
        this.full = true;
      });
    return this.#written;
  }
}

/** Never from Node's shared pool: a view of that would carry other bytes along when it is posted somewhere. */
function joined(chunks: readonly Buffer[], length: number): Buffer {
  const whole = Buffer.allocUnsafeSlow(length);
  let at = 0;
  for (const chunk of chunks) at += chunk.copy(whole, at);
  return whole;
}
