import type { Draft } from '../request/draft';
import { suggestionsOf, matching, plain, type Suggestion } from './suggestion';
import { Kept, type KeptAnswer, type KeptStore } from './kept';
import { vocabularyListOf, type VocabularyList } from './lists';
import type { OnlineSource } from './sources';

/** Why nothing new came from the API. */
export type NoNews =
  /** The API told this key to wait. */
  | 'held'
  | 'noKey'
  /** The API does not accept the key. */
  | 'rejected'
  /** The person has switched off requests for suggestions. */
  | 'off'
  | 'failed';

/** The outcome of one request. `answered`: the parsed JSON of a 200; `ended`: aborted. */
export type Reading =
  | { readonly kind: 'answered'; readonly answer: unknown }
  | { readonly kind: 'ended' }
  | { readonly kind: NoNews };

/** Sends one request, at most once. Resolves for every outcome of the request. */
export type Ask = (draft: Draft, profile: string, signal: AbortSignal) => Promise<Reading>;

export interface Suggestions {
  readonly suggestions: readonly Suggestion[];
  /** `superseded`: a newer query of the same list has replaced this one. */
  readonly why?: NoNews | 'tooShort' | 'superseded';
  /** The age of kept values, in milliseconds; set if the API could not be asked. */
  readonly ageMs?: number;
}

export interface VocabularyParts {
  now(): number;
  /** Rejects or resolves at once when the signal ends it. */
  wait(ms: number, signal: AbortSignal): Promise<unknown>;
  readonly ask: Ask;
  readonly store: KeptStore;
  failed(failure: unknown): void;
}

interface Profile {
  readonly name: string;
  readonly origin: string;
}

/** Typing must pause this long before anything is sent. */
const debounceMs = 150;
/** How long the API is not asked after a failure, in milliseconds; a new key ends it. */
const restMs = { failed: 60_000, rejected: 600_000 } as const;
const longestQuery = 100;

/** A time in which the API is not asked. */
interface Rest {
  readonly profile: string;
  readonly until: number;
  readonly why: NoNews;
  /** For this list only: the failure of an undocumented operation says nothing about others. */
  readonly list?: string;
}

type Ended = Reading['kind'];

interface Pending {
  readonly profile: string;
  readonly query: string;
  readonly controller: AbortController;
  readonly done: Promise<Ended>;
}

/** Suggests values that the API lists. Answers are kept for hours per profile; one request per list at a time. */
export class Vocabulary {
  readonly #parts: VocabularyParts;
  readonly #kept: Kept;
  readonly #pending = new Map<string, Pending>();
  #resting: readonly Rest[] = [];

  constructor(parts: VocabularyParts) {
    this.#parts = parts;
    this.#kept = new Kept(parts.store);
  }

  /** @param listed the values known without asking */
  async suggest(
    profile: Profile,
    source: OnlineSource,
    query: string,
    listed: readonly string[],
  ): Promise<Suggestions> {
    await this.#kept.load();
    const typed = query.trim().slice(0, longestQuery);
    const list = vocabularyListOf(source);
    const slot = JSON.stringify([profile.name, profile.origin, list.id]);
    const fresh = this.#fresh(profile, list, source, typed);
    if (fresh || plain(typed).length < list.least) {
      this.#end(slot);
      return fresh
        ? { suggestions: fresh }
        : { suggestions: matching(listed, typed), why: 'tooShort' };
    }
    const ended = await this.#read(slot, profile, list, typed);
    switch (ended) {
      case 'answered':
        return { suggestions: this.#fresh(profile, list, source, typed) ?? [] };
      case 'ended':
        return { suggestions: [], why: 'superseded' };
      case 'held':
      case 'noKey':
      case 'rejected':
      case 'off':
      case 'failed':
        return this.#without(ended, profile, source, typed, listed);
    }
  }

  /** For a new key, which may see other values: forgets all answers of a profile. */
  async forget(profile: string): Promise<void> {
    for (const [slot, pending] of this.#pending) if (pending.profile === profile) this.#end(slot);
    this.#resting = this.#resting.filter(rest => rest.profile !== profile);
    await this.#kept.forget(profile);
  }

  /** Ends running requests; resolves when all answers are written. */
  async close(): Promise<void> {
    for (const slot of [...this.#pending.keys()]) this.#end(slot);
    await this.#kept.flush();
  }

  /** Suggestions of an answer that is fresh: to this query, or a complete one to its beginning. */
  #fresh(profile: Profile, list: VocabularyList, source: OnlineSource, typed: string) {
    const now = this.#parts.now();
    for (const kept of this.#fitting(profile, list, typed)) {
      const age = now - kept.at;
      const exact = isExact(kept, list, typed);
      // A negative age means that the clock was set back.
      if (age < 0 || age >= list.keepMs || !(exact || kept.whole)) continue;
      const suggestions = suggestionsOf(source, kept.rows, typed, exact);
      if (exact || list.narrows === 'always' || suggestions.length > 0) return suggestions;
    }
    return undefined;
  }

  /** Answers to the query or a beginning of it, the longest first. */
  #fitting({ name, origin }: Profile, list: VocabularyList, typed: string): readonly KeptAnswer[] {
    const wanted = plain(typed);
    return this.#kept
      .of(name, origin, list.id)
      .filter(({ query }) => wanted.startsWith(query))
      .toSorted((a, b) => b.query.length - a.query.length);
  }

  /** The suggestions when the API cannot be asked. */
  #without(
    why: NoNews,
    profile: Profile,
    source: OnlineSource,
    typed: string,
    listed: readonly string[],
  ): Suggestions {
    const list = vocabularyListOf(source);
    for (const kept of this.#fitting(profile, list, typed)) {
      const suggestions = suggestionsOf(source, kept.rows, typed, isExact(kept, list, typed));
      const ageMs = Math.max(0, this.#parts.now() - kept.at);
      if (suggestions.length > 0) return { suggestions, why, ageMs };
    }
    return { suggestions: matching(listed, typed), why };
  }

  /** Sends a request for this query, or joins one under way; ends one for another query. */
  #read(slot: string, profile: Profile, list: VocabularyList, typed: string): Promise<Ended> {
    const query = queryOf(list, typed);
    const running = this.#pending.get(slot);
    if (running?.query === query) return running.done;
    this.#end(slot);
    const controller = new AbortController();
    const done = this.#ask(profile, list, typed, controller.signal).finally(() => {
      if (this.#pending.get(slot)?.controller === controller) this.#pending.delete(slot);
    });
    this.#pending.set(slot, { profile: profile.name, query, controller, done });
    return done;
  }

  async #ask(
    { name, origin }: Profile,
    list: VocabularyList,
    typed: string,
    signal: AbortSignal,
  ): Promise<Ended> {
    const parts = this.#parts;
    const isOver = () => signal.aborted;
    await parts.wait(debounceMs, signal).catch(() => undefined);
    if (isOver()) return 'ended';
    this.#resting = this.#resting.filter(({ until }) => parts.now() < until);
    const resting = this.#resting.find(
      rest => rest.profile === name && (rest.list ?? list.id) === list.id,
    );
    if (resting) return resting.why;
    const reading = await parts.ask(list.draft(typed), name, signal);
    // An answer to an older query, or for an older key, must not be used now.
    if (isOver()) return 'ended';
    const found = reading.kind === 'answered' ? list.read(reading.answer) : undefined;
    const kind = reading.kind === 'answered' && !found ? 'failed' : reading.kind;
    if (kind === 'failed' || kind === 'rejected')
      this.#rest({ profile: name, until: parts.now() + restMs[kind], why: kind }, list);
    if (found) {
      const query = queryOf(list, typed);
      const kept = { profile: name, origin, lane: list.id, query, at: parts.now(), ...found };
      this.#kept.put(kept).catch((failure: unknown) => parts.failed(failure));
    }
    return kind;
  }

  #rest(rest: Omit<Rest, 'list'>, { isSure, id }: VocabularyList): void {
    this.#resting = [...this.#resting, { ...rest, ...(!isSure && { list: id }) }];
  }

  #end(slot: string): void {
    this.#pending.get(slot)?.controller.abort();
    this.#pending.delete(slot);
  }
}

const queryOf = ({ isFixed }: VocabularyList, typed: string): string =>
  isFixed ? '' : plain(typed);

const isExact = ({ query }: KeptAnswer, { isFixed }: VocabularyList, typed: string): boolean =>
  !isFixed && query === plain(typed);
