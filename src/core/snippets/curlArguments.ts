import { optionOfLetter, optionOfName, type KnownOption } from './optionTable';
import type { Hole, Word } from './shellWord';

/** One option of a command line, by its long name; `address`: a word that belongs to no option. */
export interface CurlArgument {
  readonly name: string;
  readonly value: string;
  /** Offset, in the text that was read, of the word that contains the value. */
  readonly at: number;
  readonly holes: readonly Hole[];
  /** An unknown option; `name` is then as written, dashes included. */
  readonly isUnknown?: boolean;
}

export type ReadArguments =
  | {
      readonly ok: true;
      readonly args: readonly CurlArgument[];
      /** `--next` begins another request, which is not read. */
      readonly hasNext: boolean;
    }
  | {
      readonly ok: false;
      readonly problem: {
        readonly code: 'noValue' | 'ambiguousOption';
        readonly name: string;
        readonly at: number;
      };
    };

/** @param words without the program's name */
export function curlArguments(words: readonly Word[]): ReadArguments {
  const reader = new Reader(words);
  reader.run();
  const { problem, hasNext } = reader;
  if (problem) return { ok: false, problem };
  return { ok: true, args: withoutSwitchedOff(reader.found), hasNext };
}

interface ReadArgument extends CurlArgument {
  readonly isOff?: boolean;
}

/** `--no-…` switches off the same option before it. */
function withoutSwitchedOff(all: readonly ReadArgument[]): CurlArgument[] {
  const off = new Set<string>();
  return all
    .toReversed()
    .flatMap(({ isOff, ...each }) => {
      if (isOff) off.add(each.name);
      return isOff || off.has(each.name) ? [] : [each];
    })
    .toReversed();
}

class Reader {
  readonly found: ReadArgument[] = [];
  hasNext = false;
  problem: Extract<ReadArguments, { ok: false }>['problem'] | undefined;
  #next = 0;
  #isOver = false;
  #hasAddress = false;
  readonly #lastAddress: number;
  readonly #flags = new Map<string, boolean>();

  constructor(readonly words: readonly Word[]) {
    this.#lastAddress = words.findLastIndex(isAddress);
  }

  run(): void {
    for (let word = this.#take(); word && !this.problem && !this.hasNext; word = this.#take()) {
      if (this.#isOver || !/^-./.test(word.text)) this.#add('address', word);
      else if (word.text === '--') this.#isOver = true;
      else if (word.text.startsWith('--')) this.#long(word);
      else this.#cluster(word);
    }
  }

  #take = (): Word | undefined => this.words[this.#next++];

  #add(name: string, { text, at, holes }: Word, more: Partial<ReadArgument> = {}): void {
    this.found.push({ name, value: text, at, holes, ...more });
    this.#hasAddress ||= name === 'address' || name === 'url';
  }

  #long(word: Word): void {
    const [, name = word.text.slice(2), value] = /^--([\w.-]+)=([^]*)$/.exec(word.text) ?? [];
    const option = optionOfName(name);
    if (!option) this.#unknown(`--${name}`, word, value !== undefined);
    else if (value !== undefined && option.takesValue)
      this.#valued(option, { ...word, text: value });
    else this.#option(option, word);
  }

  /** `-sXPOST` is `-s -X POST`: the rest after a letter that takes a value is its value. */
  #cluster(word: Word): void {
    for (let i = 1; i < word.text.length && !this.problem && !this.hasNext; i += 1) {
      const letter = word.text.charAt(i);
      const option = optionOfLetter(letter);
      const rest = word.text.slice(i + 1);
      if (!option) {
        this.#unknown(`-${letter}`, word, rest !== '');
        return;
      }
      if (option.takesValue && rest !== '') {
        this.#valued(option, { ...word, text: rest });
        return;
      }
      this.#option(option, word);
    }
  }

  #option(option: KnownOption, word: Word): void {
    const { name, takesValue, isOff } = option;
    if (name === 'next') this.hasNext = true;
    else if (!takesValue) this.#flag(name, word, isOff ?? false);
    else {
      const value = this.#take();
      if (value) this.#valued(option, value);
      else this.problem = { code: 'noValue', name: `--${name}`, at: word.at };
    }
  }

  /** A repeated flag is added once. */
  #flag(name: string, word: Word, isOff: boolean): void {
    if (this.#flags.get(name) === isOff) return;
    this.#flags.set(name, isOff);
    this.#add(name, { ...word, text: '', holes: [] }, { isOff });
  }

  #valued({ name, isExpanded }: KnownOption, word: Word): void {
    const [written] = isExpanded ? (/\{\{[^{}]*\}\}/.exec(word.text) ?? []) : [];
    const own = written === undefined ? [] : [{ name: '{{…}}', written, at: word.at }];
    this.#add(name, { ...word, holes: [...word.holes, ...own] });
  }

  /**
   * An unknown option, which a newer curl may know. It is left out, with its value; a problem if the next word may be
   * either its value or the address.
   */
  #unknown(name: string, word: Word, hasValue: boolean): void {
    this.#add(name, { ...word, text: '', holes: [] }, { isUnknown: true });
    const next = this.words[this.#next];
    if (hasValue || !next || next.text.startsWith('-')) return;
    if (this.#hasAddress || !isAddress(next)) this.#next += 1;
    else if (this.#lastAddress > this.#next) {
      this.problem = { code: 'ambiguousOption', name, at: word.at };
    }
  }
}

/** Whether a word that belongs to no option can be an address. */
export const isAddressLike = ({ value, at, holes }: CurlArgument): boolean =>
  isAddress({ text: value, at, holes }) ||
  holes.length > 0 ||
  /^(?:[a-z][a-z\d+.-]*:\/\/|(?:localhost|[\w-]+(?:\.[\w-]+)+)(?::\d+)?(?:[/?#]|$)|\[[^\]]*\]\(https?:)/i.test(
    value.trim(),
  );

const isAddress = ({ text, holes: [hole] }: Word): boolean =>
  /^(?:https?:\/\/|(?:localhost|\[[\d:a-f]+\]|[\w-]+(?:\.[\w-]+)+)(?::\d+)?\/)/i.test(text) ||
  (hole !== undefined && text.startsWith(hole.written));
