import { randomUUID } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { KnownKeys } from '../keys/knownKeys';
import { maskInSteps, settledInSteps, StreamMask } from '../keys/streamMask';
import { atOnce, type Steps } from '../common/steps';
import { inTurns, type TurnOptions } from '../common/turns';
import { GrowingBytes } from './growingBytes';
import type { Content } from './transport';

export interface Caps {
  /** Decoded bytes kept in memory. */
  readonly memory: number;
  /** The most decoded bytes; a body above the memory cap goes to a temporary file. */
  readonly file: number;
}

export const defaultCaps: Caps = { memory: 50 * 1_048_576, file: 500 * 1_048_576 };

export interface CollectOptions {
  readonly caps: Caps;
  /** Masked wherever the answer contains them. */
  readonly keys: KnownKeys;
  /** For temporary files; created when the first one is needed. */
  readonly folder: string;
  /** Replaces Node's `open`. Must create a new file. */
  readonly openFile?: (path: string) => Promise<SpillFile>;
  /** Decoded bytes that are announced, if any; they may be a lie. */
  readonly announced?: number;
  readonly turns?: TurnOptions;
}

/** In bytes; a shorter body is masked in one go. */
const longestAtOnce = 262_144;

type SpillFile = Pick<FileHandle, 'writeFile' | 'close'>;

const openNew = (path: string): Promise<SpillFile> => open(path, 'wx', 0o600);

/** Collects a decoded body in memory; one above the memory cap is also written to a file, as a whole. */
export class Collector {
  /** The file cap was exceeded, or a write failed: what follows is dropped. */
  full = false;
  #length = 0;
  #isCancelled = false;
  readonly #bytes: GrowingBytes;
  /** The beginning of the file's bytes, up to the memory cap. */
  #head: Buffer = Buffer.alloc(0);
  #file:
    | {
        readonly path: string;
        readonly handle: Promise<SpillFile>;
        readonly stream: StreamMask;
      }
    | undefined;
  #written: Promise<void> = Promise.resolve();
  /** While what was in memory goes through the mask, on its way to the file: what comes meanwhile, and the end of that. */
  #spilling: { readonly late: Buffer[]; readonly done: Promise<void> } | undefined;
  readonly #options: CollectOptions;

  constructor(options: CollectOptions) {
    this.#options = options;
    this.#bytes = new GrowingBytes(Math.min(options.announced ?? 0, options.caps.memory));
  }

  /** If it returns a promise, add no more until that resolves. It never rejects. */
  add(chunk: Buffer): Promise<void> | undefined {
    if (this.full) return undefined;
    const { caps } = this.#options;
    const rest = caps.file - this.#length;
    if (chunk.length > rest) this.full = true;
    const taken = this.full ? chunk.subarray(0, rest) : chunk;
    this.#length += taken.length;
    if (this.#spilling) {
      this.#spilling.late.push(taken);
      return this.#spilling.done;
    }
    if (this.#file) return this.#write(this.#file.stream.push(taken));
    this.#bytes.push(taken);
    return this.#length > caps.memory ? this.#spill() : undefined;
  }

  /** @param options `broken`: the body is incomplete, so a key may be cut off at its end */
  async finish(options: { readonly broken: boolean }): Promise<Content> {
    const length = this.#length;
    if (this.#file === undefined) {
      const bytes = this.#bytes.take();
      const masking = maskInSteps(this.#options.keys, bytes, options);
      if (length <= longestAtOnce) atOnce(masking);
      else if (!(await inTurns(this.#unlessCancelled(masking), this.#options.turns)))
        return { bytes: Buffer.alloc(0), length: 0 };
      return { bytes, length };
    }
    await this.#spilling?.done;
    await this.#write(this.#file.stream.end(options));
    const file = this.#file.path;
    const whole = await this.#file.handle.then(
      handle => handle.close().then(() => true),
      () => false,
    );
    return { bytes: this.#head, length, ...(whole && { file }) };
  }

  /** Ends the masking of a body in memory at its next step. Nothing is kept of it: a key may not be masked yet. */
  cancel(): void {
    this.#isCancelled = true;
  }

  *#unlessCancelled(masking: Steps<void>): Steps<boolean> {
    while (!masking.next().done) {
      yield;
      if (this.#isCancelled) return false;
    }
    return true;
  }

  #spill(): Promise<void> {
    const { folder, openFile = openNew } = this.#options;
    const path = join(folder, `${randomUUID()}.body`);
    const handle = mkdir(folder, { recursive: true, mode: 0o700 }).then(() => openFile(path));
    handle.catch(() => undefined);
    const stream = new StreamMask(this.#options.keys);
    this.#file = { path, handle, stream };
    const late: Buffer[] = [];
    const done = this.#maskHeld(stream)
      .then(() => {
        for (const chunk of late) void this.#write(stream.push(chunk));
      })
      .catch(() => {
        this.full = true;
      })
      .then(() => {
        this.#spilling = undefined;
        return this.#written;
      });
    this.#spilling = { late, done };
    return done;
  }

  /** What was in memory goes to the file. Chunks of the same read may come meanwhile: they wait for their place. */
  async #maskHeld(stream: StreamMask): Promise<void> {
    const held = this.#bytes.take();
    const masking = settledInSteps(stream, held, piece => void this.#append(piece));
    const end = await inTurns(masking, this.#options.turns);
    this.#head = held.subarray(0, Math.min(end, this.#options.caps.memory));
  }

  #write(bytes: Buffer): Promise<void> {
    const more = bytes.subarray(0, this.#options.caps.memory - this.#head.length);
    if (more.length > 0) this.#head = this.#head.length === 0 ? more : joined([this.#head, more]);
    return this.#append(bytes);
  }

  /** Writes to the file, after what was written before. */
  #append(bytes: Buffer): Promise<void> {
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

/** Not from Node's shared pool: posting a view of the pool elsewhere would also send unrelated bytes. */
function joined(chunks: readonly Buffer[]): Buffer {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const whole = Buffer.allocUnsafeSlow(length);
  let at = 0;
  for (const chunk of chunks) at += chunk.copy(whole, at);
  return whole;
}
