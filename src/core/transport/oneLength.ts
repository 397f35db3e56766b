const lineEnd = '\r\n';
const newLine = 10;
/** In bytes; a longer line is passed on unread, since no `Content-Length` is that long. */
const longestLine = 1_024;

/**
 * Rewrites an answer's head so that the same `Content-Length` stands there once. An answer that repeats it, in one line
 * or several, may be accepted (RFC 9110, section 8.6), but undici refuses it. Lengths that differ are left as they are.
 */
export class OneLength {
  /** The head is complete: what follows is the body, which is not examined. */
  isOver = false;
  #length: string | undefined;
  /** The beginning of a line that is not complete yet. */
  #held: Buffer = Buffer.alloc(0);

  /** Returns what can be passed on. @param bytes from the status line on */
  push(bytes: Buffer): Buffer {
    const all = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    const passed: Buffer[] = [];
    let from = 0;
    for (let end = all.indexOf(newLine); end !== -1; end = all.indexOf(newLine, from)) {
      const line = all.subarray(from, end + 1);
      from = end + 1;
      passed.push(this.#mended(line));
      if (line.length <= lineEnd.length && /^\r?\n$/.test(line.toString('latin1'))) {
        this.isOver = true;
        break;
      }
    }
    const rest = all.subarray(from);
    const isHeld = !this.isOver && rest.length <= longestLine;
    this.#held = isHeld ? rest : Buffer.alloc(0);
    return Buffer.concat(isHeld ? passed : [...passed, rest]);
  }

  #mended(line: Buffer): Buffer {
    const [, value] = /^content-length[ \t]*:([^]*)$/i.exec(line.toString('latin1')) ?? [];
    if (value === undefined) return line;
    const lengths = new Set(value.split(',').map(length => length.trim()));
    const [length = ''] = lengths;
    if (lengths.size > 1 || !/^\d+$/.test(length)) return line;
    if (this.#length === length) return Buffer.alloc(0);
    this.#length = length;
    return Buffer.from(`Content-Length: ${length}${lineEnd}`, 'latin1');
  }
}
