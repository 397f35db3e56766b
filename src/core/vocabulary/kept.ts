import { isMoment } from '../common/shape';
import { parseRow, type Row } from './lists';

/** One answer of a vocabulary operation. */
export interface KeptAnswer {
  readonly profile: string;
  /** Of the profile: another origin is another API. */
  readonly origin: string;
  /** The id of its list, by the name that it has in the file. */
  readonly lane: string;
  /** Made plain. */
  readonly query: string;
  /** When it came, ms since the epoch. */
  readonly at: number;
  /** It holds all that there is for its query. */
  readonly whole: boolean;
  readonly rows: readonly Row[];
}

/** Where the answers lie between two windows. Neither call rejects for a missing or an unreadable file. */
export interface KeptStore {
  read(): Promise<string>;
  write(text: string): Promise<void>;
}

const mostAnswers = 120;
const mostRows = 4_000;

/** The answers of the vocabulary operations, the newest of them. They hold no key and nothing that a key unlocks. */
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

  /** One write after another, each of the state as it is then: the file must not end as an older one. */
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
