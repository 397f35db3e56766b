const lineEnd = '\r\n';
const newLine = 10;
/** A line is not waited for beyond this many bytes; no length is as long. */
const longestLine = 1_024;

/**
 * The heads of answers in which the length stands once. Where it says the same several times, in lines or in one, the
 * answer is valid, and a recipient may take it for one (RFC 9110, section 8.6); undici refuses it. Lengths that differ stay.
 */
export class OneLength {
  /** All of the head has come: what follows is the body, and no longer looked at. */
  isOver = false;
  #length: string | undefined;
  /** The beginning of a line. */
  #held: Buffer = Buffer.alloc(0);

  /** Gives back what can be passed on. @param bytes from the status line on */
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
