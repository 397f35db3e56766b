import { unlink } from 'node:fs/promises';
import type { Content } from '../transport/transport';

/** The most bytes of bodies kept in memory; older bodies are read from history again. */
const mostBytes = 128 * 1024 * 1024;

/** The bodies of recent answers. A body never leaves the extension host: the panel asks for windows of rows. */
export class Bodies {
  readonly #contents = new Map<string, Content>();
  readonly #read: (id: string) => Promise<Uint8Array | undefined>;
  /** Of all bodies kept. A running total, since adding up at every answer would cost more than sending. */
  #bytes = 0;

  /** @param read reads the body of a run from history; undefined: it is not there */
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

  /** @param inUse a file that is still needed */
  #drop(id: string, inUse?: string): void {
    const { bytes, file, saved } = this.#contents.get(id) ?? {};
    this.#bytes -= bytes?.length ?? 0;
    this.#contents.delete(id);
    // The file cannot be asked for any more, and may be large. What cannot be removed now goes when the window closes.
    if (file !== undefined && file !== inUse && !saved) unlink(file).catch(() => undefined);
  }

  /** The body of a run, if it is in memory. */
  held(id: string): Content | undefined {
    return this.#contents.get(id);
  }

  /** The body of a run; undefined if it was not kept: too large for history, or cleared. */
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
