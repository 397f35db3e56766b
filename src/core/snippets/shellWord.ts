/** A part of a word that a shell would fill in, and whose value the text does not tell. */
export interface Hole {
  /** To be shown: a variable's name; for anything else only its kind, such as `$(…)`. */
  readonly name: string;
  /** The text of the hole in the word. */
  readonly written: string;
  /** Offset in the text that was read. */
  readonly at: number;
}

/** A word of a command line, without its quotes; what each hole stands for is not known. */
export interface Word {
  readonly text: string;
  /** Offset in the text that was read. */
  readonly at: number;
  readonly holes: readonly Hole[];
}

/** A part of a word, and the offset behind it. */
export interface Piece {
  readonly text: string;
  readonly end: number;
  readonly holes?: readonly Hole[];
}

/** Why a command cannot be split into words, and where. */
export interface SplitProblem {
  readonly code: 'openQuote' | 'openSubstitution' | 'openHereDocument' | 'typographic' | 'entity';
  readonly at: number;
  /** The text at that place. */
  readonly mark: string;
}

/** The value of a variable, if known. All values count against a limit for one command. */
export type Fill = (name: string) => string | undefined;

/** How one shell splits a command line. */
export interface Shell {
  /** The piece that begins at an offset; undefined: a plain character. */
  piece(text: string, at: number, fill: Fill): Piece | SplitProblem | undefined;
  /** Sticky, at the mark that continues a line, or ends the text; its first group: blanks behind the mark. */
  readonly continuation: RegExp;
  /** The same mark in lines that were joined, so that no line break follows it any more. */
  readonly joined?: string;
  /** Sticky, at a character outside quotes that ends the command. */
  readonly operator: RegExp;
  readonly hasComments: boolean;
  readonly hasHereDocuments: boolean;
}

/** The match of a sticky expression at an offset. */
export function matchAt(form: RegExp, text: string, at: number): RegExpExecArray | null {
  form.lastIndex = at;
  return form.exec(text);
}

export const isProblem = (piece: Piece | SplitProblem): piece is SplitProblem => 'code' in piece;

export const open = (code: SplitProblem['code'], at: number, mark: string): SplitProblem => ({
  code,
  at,
  mark,
});

/** Joins consecutive pieces. */
export class Pieces {
  readonly #texts: string[] = [];
  readonly #holes: Hole[] = [];

  add(text: string, holes: readonly Hole[] = []): void {
    this.#texts.push(text);
    for (const hole of holes) this.#holes.push(hole);
  }

  until(end: number): Piece {
    return { text: this.#texts.join(''), end, holes: this.#holes };
  }
}
