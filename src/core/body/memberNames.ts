import { char } from './jsonTokens';

/** An object with more names than this looks each up by its text: comparing it with all others would take too long. */
const mostCompared = 32;

/** In bytes: a longer name is looked through by Node itself, which takes less time, but longer to begin with. */
const longName = 256;

/**
 * The names of the open objects of a JSON text, quotes included. They are compared where they stand, since a large
 * answer has a million of them, too many for a text each.
 */
export class MemberNames {
  readonly #text: Buffer;
  /** Where the names of all open objects begin and end, in turn. */
  readonly #spans: number[] = [];
  /** For each open object: how many of these numbers belong to the objects around it. */
  readonly #before: number[] = [];
  /** For each open object: its names as texts, if it has many, or escaped ones. */
  readonly #texts: (Set<string> | undefined)[] = [];

  constructor(bytes: Uint8Array) {
    this.#text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  openObject(): void {
    this.#before.push(this.#spans.length);
    this.#texts.push(undefined);
  }

  closeObject(): void {
    this.#spans.length = this.#before.pop() ?? 0;
    this.#texts.pop();
  }

  /** Adds a name to the innermost object; false if it has that name already, however escaped. */
  add(start: number, end: number): boolean {
    const spans = this.#spans;
    const first = this.#before.at(-1) ?? 0;
    let texts = this.#texts.at(-1);
    if (!texts && (spans.length - first >= 2 * mostCompared || this.#isEscaped(start, end)))
      texts = this.#asTexts(first);
    if (texts) {
      const { size } = texts;
      return texts.add(this.#comparable(start, end)).size > size;
    }
    for (let at = first; at < spans.length; at += 2) {
      if (this.#isSame(spans[at] ?? 0, spans[at + 1] ?? 0, start, end)) return false;
    }
    spans.push(start, end);
    return true;
  }

  /** A name, decoded; its escapes were checked before. */
  nameAt(start: number, end: number): string {
    return JSON.parse(this.#text.toString('utf8', start, end)) as string;
  }

  /** The names of the innermost object so far as texts, among which all that follow are looked up. */
  #asTexts(first: number): Set<string> {
    const texts = new Set<string>();
    for (let at = first; at < this.#spans.length; at += 2)
      texts.add(this.#comparable(this.#spans[at] ?? 0, this.#spans[at + 1] ?? 0));
    this.#texts[this.#texts.length - 1] = texts;
    return texts;
  }

  #isEscaped(start: number, end: number): boolean {
    if (end - start > longName) return this.#text.subarray(start, end).includes(char.backslash);
    for (let at = start; at < end; at += 1) if (this.#text[at] === char.backslash) return true;
    return false;
  }

  #isSame(from: number, until: number, start: number, end: number): boolean {
    if (until - from !== end - start) return false;
    if (end - start > longName)
      return this.#text.compare(this.#text, from, until, start, end) === 0;
    for (let at = start; at < end; at += 1)
      if (this.#text[at] !== this.#text[from + at - start]) return false;
    return true;
  }

  /** A text to compare names by, the same however a name is escaped. Names without escapes are not decoded. */
  #comparable(start: number, end: number): string {
    const bytes = this.#text.toString('latin1', start + 1, end - 1);
    if (!bytes.includes('\\')) return bytes;
    const name = this.nameAt(start, end);
    // A lone surrogate has no UTF-8 form. The `\0` keeps it apart: plain names hold no control character.
    return name.isWellFormed() ? Buffer.from(name).toString('latin1') : `\0${name}`;
  }
}
