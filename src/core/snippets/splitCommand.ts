import { entityAt } from './entity';
import { expansion } from './expansion';
import { hereDocument } from './hereDocument';
import { optionOfLetter, optionOfName } from './optionTable';
import { placeholderAt, redirectionAt, type Redirection } from './redirection';
import { isProblem, matchAt, open, Pieces } from './shellWord';
import type { Fill, Piece, Shell, SplitProblem, Word } from './shellWord';
import { typographicAt } from './typographic';

/**
 * A command's standard input: a text, or something that the pasted text does not contain (a file, another command's
 * output).
 */
export type Input = Word | 'elsewhere' | 'pipe';

/** A command split into words, or the problem that stopped it. */
export interface Split {
  readonly words: readonly Word[];
  /** Offset behind the command and its here-documents. */
  readonly end: number;
  /** The operator or line break that ended it; empty at the end of the text. */
  readonly ending: string;
  readonly endingAt: number;
  readonly input?: Input;
  readonly problem?: SplitProblem;
}

/** What the text around a command decides about reading it. */
export interface Surroundings {
  /** Ends the command, since it opened before it. */
  readonly closer?: string | undefined;
  /** Sticky; what a terminal or a quotation puts before each line. */
  readonly gutter?: RegExp | undefined;
  readonly fill: Fill;
  readonly input?: Input | undefined;
  /** The most words to read; default: all. */
  readonly most?: number;
}

/** The words of the command that begins at `from`, as a shell passes them to a program. */
export function splitCommand(
  text: string,
  from: number,
  shell: Shell,
  around: Surroundings,
): Split {
  const splitter = new Splitter(text, shell, around);
  splitter.run(from);
  return splitter.result();
}

const blank = /[ \t\f\v\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|\r(?!\n)/y;
/** Invisible characters and terminal escapes, which come along when text is copied. */
const invisible =
  // eslint-disable-next-line no-control-regex -- terminals begin their commands with it
  /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+|\x1b\[[\d;?]{0,20}[A-Za-z~]/y;
const lineBreak = /\r?\n/y;
const letters = /[\w/.,:=@%+~?[\]{}*!-]+/y;
/** Another pair in the query of an unquoted address, although a shell would begin another command at `&`. */
const nextPair = /&[\w.%[\]~-]+=/y;
const fenceLine = /[ \t]*(?:`{3,}|~{3,})[ \t]*(?:\r?\n|$)/y;
/** An option at the beginning of a line, which belongs to the command even if the line before has no continuation. */
const option = /[ \t]*(?:--([a-z][a-z\d.-]*)|-([A-Za-z]))/y;
const blankLines = /(?:[ \t]*\r?\n)+/y;
const joinedLine = /[ \t\u00a0]+(?:--?[A-Za-z]|["']?https?:\/\/)/iy;
const addressLine = /[ \t]*["']?https?:\/\//iy;

class Splitter {
  readonly #words: Word[] = [];
  readonly #documents: (NonNullable<Redirection['document']> & { readonly at: number })[] = [];
  #at = 0;
  #word: Pieces | undefined;
  #wordAt = 0;
  /** The last characters of the word so far, so that its pieces need not be joined to look at them. */
  #before = '';
  #hasQuery = false;
  #use: Redirection['next'] = 'word';
  #hasAddress = false;
  #input: Input | undefined;
  #ending = '';
  #endingAt = 0;
  #problem: SplitProblem | undefined;

  constructor(
    readonly text: string,
    readonly shell: Shell,
    readonly around: Surroundings,
  ) {
    this.#input = around.input;
  }

  run(from: number): void {
    this.#at = from;
    const { most = Infinity } = this.around;
    while (this.#at < this.text.length && this.#words.length < most && this.#step());
    this.#endWord();
    this.#endingAt = this.#at;
    if (!this.#problem) this.#readDocuments();
  }

  result(): Split {
    return {
      words: this.#words,
      end: this.#at,
      ending: this.#ending,
      endingAt: this.#endingAt,
      ...(this.#input && { input: this.#input }),
      ...(this.#problem && { problem: this.#problem }),
    };
  }

  /** @returns whether the command goes on */
  #step(): boolean {
    const { closer } = this.around;
    if (closer !== undefined && this.#sees(closer)) return this.#stop(closer);
    const goesOn = this.#match(this.shell.continuation);
    if (goesOn) return this.#nextLine(goesOn[0].length, Boolean(goesOn[1]));
    if (this.#isJoined()) return this.#skip(1);
    const newline = this.#match(lineBreak);
    if (newline) return this.#lineEnds(newline[0]);
    const gap = this.#match(blank);
    if (gap) {
      this.#endWord();
      return this.#skip(gap[0].length);
    }
    const nothing = this.#match(invisible);
    if (nothing) return this.#skip(nothing[0].length);
    if (this.shell.hasComments && this.#word === undefined && this.#sees('#')) {
      return this.#skip((this.#match(/[^\r\n]+/y) ?? [''])[0].length);
    }
    return this.#operator() ?? this.#part();
  }

  #isJoined(): boolean {
    const { joined } = this.shell;
    if (joined === undefined || this.#word !== undefined || !this.#sees(joined)) return false;
    return matchAt(joinedLine, this.text, this.#at + 1) !== null;
  }

  #part(): boolean {
    const typographic = typographicAt(this.text, this.#at, this.#before);
    if (typographic !== undefined) return this.#fail(open('typographic', this.#at, typographic));
    const piece =
      this.shell.piece(this.text, this.#at, this.around.fill) ??
      placeholderAt(this.text, this.#at, this.#before);
    if (piece && isProblem(piece)) return this.#fail(piece);
    if (piece) return this.#add(this.#withoutGutter(piece));
    const run = this.#match(letters)?.[0] ?? this.text.charAt(this.#at);
    return this.#add({ text: run, end: this.#at + run.length });
  }

  /** @returns undefined if there is no operator */
  #operator(): boolean | undefined {
    const { hasHereDocuments, operator } = this.shell;
    const isWordStart = this.#word === undefined;
    const around = { before: this.#before, isWordStart, hasHereDocuments };
    const found = redirectionAt(this.text, this.#at, around);
    if (found) return this.#redirect(found);
    const entity = entityAt(this.text, this.#at);
    if (entity !== undefined) return this.#fail(open('entity', this.#at, entity));
    if (!this.#match(operator)) return undefined;
    if (this.#hasQuery && this.#match(nextPair)) return this.#add({ text: '&', end: this.#at + 1 });
    return this.#stop(this.#match(/\|\||&&|[^]/y)?.[0] ?? '');
  }

  #redirect({ end, next, document, isInput }: Redirection): boolean {
    this.#endWord();
    if (document) this.#documents.push({ ...document, at: this.#at });
    if (isInput) this.#input = 'elsewhere';
    this.#use = next;
    return this.#skip(end - this.#at);
  }

  #lineEnds(newline: string): boolean {
    this.#endWord();
    const next = this.#documents.length === 0 ? this.#lineThatBelongs(newline.length) : undefined;
    return next === undefined ? this.#stop(newline) : this.#nextLine(next - this.#at, true);
  }

  /** The offset of a next line that can only belong to this command, also after blank lines. */
  #lineThatBelongs(length: number): number | undefined {
    const { gutter } = this.around;
    const next = this.#at + length;
    const begin = (at: number) =>
      at + (gutter ? (matchAt(gutter, this.text, at)?.[0].length ?? 0) : 0);
    if (!this.#hasAddress && matchAt(addressLine, this.text, begin(next))) return next;
    const line = next + (matchAt(blankLines, this.text, next)?.[0].length ?? 0);
    const [, name, letter] = matchAt(option, this.text, begin(line)) ?? [];
    const known = name === undefined ? optionOfLetter(letter ?? '') : optionOfName(name);
    return known ? line : undefined;
  }

  #nextLine(length: number, isNewWord: boolean): boolean {
    if (isNewWord) this.#endWord();
    this.#at += length;
    const gutter = this.around.gutter && this.#match(this.around.gutter);
    if (gutter) this.#at += gutter[0].length;
    return this.#match(fenceLine) ? this.#stop('\n') : true;
  }

  /** Reads the here-documents, even if another command follows on the same line. */
  #readDocuments(): void {
    const { fill, gutter } = this.around;
    const expand = (text: string, at: number) => expansion(text, at, fill);
    for (const { at, ...document } of this.#documents) {
      const newline = this.text.indexOf('\n', this.#at);
      const options = { ...document, expand, gutter };
      const found = newline < 0 ? undefined : hereDocument(this.text, newline + 1, options);
      if (!found) {
        this.#problem = open('openHereDocument', at, document.delimiter);
        return;
      }
      this.#input = { text: found.text, at, holes: found.holes ?? [] };
      this.#at = found.end;
    }
  }

  #add(piece: Piece): boolean {
    if (this.#word === undefined) [this.#word, this.#wordAt] = [new Pieces(), this.#at];
    this.#word.add(piece.text, piece.holes);
    this.#before = (this.#before + piece.text.slice(-3)).slice(-3);
    this.#hasQuery ||= piece.text.includes('?');
    this.#at = piece.end;
    return true;
  }

  #endWord(): void {
    if (this.#word) {
      const { text, holes = [] } = this.#word.until(this.#at);
      const word = { text, at: this.#wordAt, holes };
      if (this.#use === 'word') this.#words.push(word);
      this.#hasAddress ||= /^https?:/i.test(text);
      if (this.#use === 'hereString') this.#input = { ...word, text: `${text}\n` };
      this.#use = 'word';
    }
    [this.#word, this.#before, this.#hasQuery] = [undefined, '', false];
  }

  #withoutGutter(piece: Piece): Piece {
    const { gutter } = this.around;
    if (!gutter || !piece.text.includes('\n')) return piece;
    const lines = piece.text.split('\n');
    const text = lines
      .map((line, i) => (i === 0 ? line : line.slice(matchAt(gutter, line, 0)?.[0].length ?? 0)))
      .join('\n');
    return { ...piece, text };
  }

  #stop(ending: string): boolean {
    this.#endWord();
    this.#ending = ending;
    return false;
  }

  #fail(problem: SplitProblem): boolean {
    this.#problem = problem;
    return false;
  }

  #skip(length: number): boolean {
    this.#at += length;
    return true;
  }

  #match = (form: RegExp): RegExpExecArray | null => matchAt(form, this.text, this.#at);
  #sees = (mark: string): boolean => this.text.startsWith(mark, this.#at);
}
