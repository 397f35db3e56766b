import { isMoment } from '../common/shape';
import { parseRow, type Row } from './lists';

/** One answer of a vocabulary operation. */
export interface KeptAnswer {
  readonly profile: string;
  /** The profile's origin: another one is another API. */
  readonly origin: string;
  /** The id of its {@link VocabularyList}; `lane` is its name in the file. */
  readonly lane: string;
  /** As `plain` makes it. */
  readonly query: string;
  /** When it came, ms since the epoch. */
  readonly at: number;
  /** The answer holds all rows for its query. */
  readonly whole: boolean;
  readonly rows: readonly Row[];
}

/** Where the answers are kept. `read` does not reject for a missing or unreadable file. */
export interface KeptStore {
  read(): Promise<string>;
  write(text: string): Promise<void>;
}

const mostAnswers = 120;
const mostRows = 4_000;

/** Keeps the newest answers of the vocabulary operations. They contain no key, and nothing that only a key may see. */
export class Kept {
  readonly #store: KeptStore;
  #answers: readonly KeptAnswer[] = [];
  #loading: Promise<void> | undefined;
  #writing: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(store: KeptStore) {
    this.#store = store;
  }

  load(): Promise<void> {
    return (this.#loading ??= this.#store.read().then(text => {
      this.#answers = parse(text);
    }));
  }

  /** Newest first. */
  of(profile: string, origin: string, lane: string): readonly KeptAnswer[] {
    return this.#answers.filter(
      each => each.profile === profile && each.origin === origin && each.lane === lane,
    );
  }

  put(answer: KeptAnswer): Promise<void> {
    const others = this.of(answer.profile, answer.origin, answer.lane).filter(
      ({ query }) => query === answer.query,
    );
    return this.#set(bounded([answer, ...this.#answers.filter(each => !others.includes(each))]));
  }

  async forget(profile: string): Promise<void> {
    await this.load();
    const left = this.#answers.filter(each => each.profile !== profile);
    if (left.length < this.#answers.length) await this.#set(left);
  }

  /** Resolves when all is written. */
  async flush(): Promise<void> {
    await (this.#next ?? this.#writing);
  }

  /** Writes one after another, each with the latest state: an older state must never be written last. */
  #set(answers: readonly KeptAnswer[]): Promise<void> {
    this.#answers = answers;
    return (this.#next ??= (this.#writing ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        return (this.#writing = this.#store.write(
          JSON.stringify({ version: 1, answers: this.#answers }),
        ));
      }));
  }
}

function bounded(answers: readonly KeptAnswer[]): readonly KeptAnswer[] {
  let rows = 0;
  return answers.slice(0, mostAnswers).filter(answer => (rows += answer.rows.length) <= mostRows);
}

function parse(text: string): readonly KeptAnswer[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  const { version, answers } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (version !== 1 || !Array.isArray(answers)) return [];
  return bounded(answers.flatMap(each => parseAnswer(each) ?? []));
}

function parseAnswer(value: unknown): KeptAnswer | undefined {
  const { profile, origin, lane, query, at, whole, rows } = (value ?? {}) as Readonly<
    Record<string, unknown>
  >;
  const texts = { profile, origin, lane, query };
  if (!Object.values(texts).every(text => typeof text === 'string')) return undefined;
  if (!isMoment(at) || !Array.isArray(rows)) return undefined;
  return {
    ...(texts as Record<keyof typeof texts, string>),
    at,
    whole: whole === true,
    rows: rows.flatMap(row => parseRow(row) ?? []),
  };
}
