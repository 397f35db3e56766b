/** Where one of several programs that run side by side prints. */
export interface Output {
  readonly print: (text: string) => void;
  /** Nothing more will be printed here. */
  end(): void;
}

interface Section {
  waiting: string;
  ended: boolean;
}

/**
 * Keeps what programs print apart: the oldest that still runs prints at once, the others when it has ended, in the order in
 * which they started.
 */
export class Printer {
  readonly #write: (text: string) => void;
  #sections: Section[] = [];

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  start(title: string): Output {
    const section: Section = { waiting: `\n── ${title}\n`, ended: false };
    this.#sections.push(section);
    this.#flush();
    return {
      print: text => {
        section.waiting += text;
        this.#flush();
      },
      end: () => {
        section.ended = true;
        this.#flush();
      },
    };
  }

  #flush(): void {
    for (let first = this.#sections[0]; first; first = this.#sections[0]) {
      if (first.waiting !== '') this.#write(first.waiting);
      first.waiting = '';
      if (!first.ended) return;
      this.#sections.shift();
    }
  }
}
