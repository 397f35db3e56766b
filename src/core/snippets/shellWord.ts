/** What a shell would fill in, and the text cannot tell. */
export interface Hole {
  /** To be shown: the name of a variable, of all else its kind only. */
  readonly name: string;
  /** As it stands in the word. */
  readonly written: string;
  /** Offset in the text that was read. */
  readonly at: number;
}

export interface Word {
  readonly text: string;
  /** Where it begins in the text that was read. */
  readonly at: number;
  readonly holes: readonly Hole[];
}

/** A part of a word, and the offset of what follows it. */
export interface Piece {
  readonly text: string;
  readonly end: number;
  readonly holes?: readonly Hole[];
}

/** Why a command cannot be taken apart, and where. */
export interface SplitProblem {
  readonly code: 'openQuote' | 'openSubstitution' | 'openHereDocument' | 'typographic' | 'entity';
  readonly at: number;
  /** What stands there. */
  readonly mark: string;
}

/** The text of a variable, where it is known; each counts against what one command may hold. */
export type Fill = (name: string) => string | undefined;

export interface Shell {
  /** What begins at an offset; undefined: a letter that means itself. */
  piece(text: string, at: number, fill: Fill): Piece | SplitProblem | undefined;
  /** Sticky, at the mark with which a line goes on, or the text ends; its first group: blanks behind the mark. */
  readonly continuation: RegExp;
  /** That mark, where a line was joined with the next one, so that no line break stands behind it any more. */
  readonly joined?: string;
  /** Sticky, at a letter outside quotes that ends the command. */
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

/** Pieces that follow each other, as one. */
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
