import { unlink } from 'node:fs/promises';
import type { Content } from '../transport/transport';

/** Bytes of bodies kept in memory; older ones are read from history again. */
const mostBytes = 128 * 1024 * 1024;

/** The bodies of recent answers. The body never leaves the host: the panel asks for windows of rows. */
export class Bodies {
  readonly #contents = new Map<string, Content>();
  readonly #read: (id: string) => Promise<Uint8Array | undefined>;
  /** Of all that is kept: counting anew for every answer would cost more than sending it. */
  #bytes = 0;

  /** @param read where a body is that is no longer in memory */
  constructor(read: (id: string) => Promise<Uint8Array | undefined>) {
    this.#read = read;
  }

  keep(id: string, content: Content): void {
    this.#drop(id, content.file);
    this.#contents.set(id, content);
    this.#bytes += content.bytes.length;
    for (const old of this.#contents.keys()) {
      if (this.#bytes <= mostBytes || old === id) return;
      this.#drop(old);
    }
  }

  /** @param inUse A file that goes on being needed. */
  #drop(id: string, inUse?: string): void {
    const { bytes, file, saved } = this.#contents.get(id) ?? {};
    this.#bytes -= bytes?.length ?? 0;
    this.#contents.delete(id);
    // Nobody can ask for it any more, and it may be large; what is still there goes with the window.
    if (file !== undefined && file !== inUse && !saved) unlink(file).catch(() => undefined);
  }

  /** What is still in memory. */
  held(id: string): Content | undefined {
    return this.#contents.get(id);
  }

  /** Undefined where it was not kept: too large for history, or cleared. */
  async content(id: string): Promise<Content | undefined> {
    const held = this.#contents.get(id);
    if (held) return held;
    const bytes = await this.#read(id);
    if (!bytes) return undefined;
    const content = { bytes, length: bytes.length };
    this.keep(id, content);
    return content;
  }
}
