import type { Draft } from '../../../src/core/request/draft';
import { defaultLimitSettings } from '../../../src/core/transport/limits';
import { createSharedLimits } from '../../../src/core/retry/sharedLimits';
import type { Transport } from '../../../src/core/transport/transport';
import { createAsk, type AnsweredAsk } from '../../../src/core/vocabulary/askApi';
import type { KeptStore } from '../../../src/core/vocabulary/kept';
import type { OnlineSource } from '../../../src/core/vocabulary/sources';
import { Vocabulary, type Ask } from '../../../src/core/vocabulary/vocabulary';
import type { World } from '../../../src/core/common/world';
import type { SandboxOptions } from '../../../src/sandbox/server';
import { makeTransport } from '../../support/runs';
import { startSandbox } from '../../support/sandbox';

export const skills: OnlineSource = { kind: 'options', facet: 'skills' };
export const sources: OnlineSource = { kind: 'options', facet: 'sources' };
export const models: OnlineSource = { kind: 'filters', list: 'work_models' };
export const levels: OnlineSource = { kind: 'filters', list: 'experience_levels' };
export const places: OnlineSource = { kind: 'places', part: 'whole' };

export const hour = 3_600_000;

/** A clock that only the test moves. Waits end when {@link Clock.rest} says that typing rests. */
export class Clock {
  #now = Date.now();
  readonly #waiting = new Set<() => void>();

  now = (): number => this.#now;
  forward = (ms: number): void => void (this.#now += ms);

  wait = (_ms: number, signal: AbortSignal): Promise<void> =>
    new Promise(resolve => {
      const end = () => {
        this.#waiting.delete(end);
        resolve();
      };
      this.#waiting.add(end);
      signal.addEventListener('abort', end, { once: true });
      if (signal.aborted) end();
    });

  get waits(): number {
    return this.#waiting.size;
  }

  rest(): void {
    for (const end of [...this.#waiting]) end();
  }
}

class MemoryStore implements KeptStore {
  text = '';
  read = (): Promise<string> => Promise.resolve(this.text);
  write = (text: string): Promise<void> => {
    this.text = text;
    return Promise.resolve();
  };
}

export const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** The vocabulary on top of an ask of the test's own. */
export function vocabularyOn(ask: Ask, file?: KeptStore) {
  const store = new MemoryStore();
  const clock = new Clock();
  const failures: unknown[] = [];
  const failed = (failure: unknown) => void failures.push(failure);
  const vocabulary = new Vocabulary({
    now: clock.now,
    wait: clock.wait,
    ask,
    store: file ?? store,
    failed,
  });
  const profile = { name: 'Own', origin: 'https://own.example' };
  const complete = typing(vocabulary, profile, clock);
  return { vocabulary, clock, store, profile, complete, failures };
}

/** Typed, and left alone until it is answered. */
const typing =
  (
    vocabulary: Vocabulary,
    profile: { readonly name: string; readonly origin: string },
    clock: Clock,
  ) =>
  async (source: OnlineSource, query: string, listed: readonly string[] = []) => {
    let isOver = false;
    const completion = vocabulary
      .suggest(profile, source, query, listed)
      .finally(() => (isOver = true));
    const over = () => isOver;
    while (!over() && clock.waits === 0) await settled();
    clock.rest();
    return completion;
  };

export const valuesOf = ({
  suggestions,
}: {
  readonly suggestions: readonly { readonly value: string }[];
}) => suggestions.map(({ value }) => value);

/** The real way of a suggestion: sandbox, transport, shared limits. */
export async function online(options: SandboxOptions = {}) {
  const lines: string[] = [];
  const told: AnsweredAsk[] = [];
  const drafts: Draft[] = [];
  const state = { online: true, key: undefined as string | undefined, origin: '' };
  const shared = createSharedLimits();
  const transport: Transport = makeTransport();
  const store = new MemoryStore();
  const clock = new Clock();
  const sandbox = await startSandbox({ ...options, now: clock.now, log: line => lines.push(line) });
  state.key = sandbox.keys.good;
  state.origin = new URL(sandbox.url).origin;
  const world: World = {
    now: clock.now,
    monotonic: clock.now,
    random: () => 0,
    wait: (ms, _reason, signal) => clock.wait(ms, signal),
  };
  const ask = createAsk({
    world,
    shared,
    transport: () => Promise.resolve(transport),
    destination: profile =>
      Promise.resolve(
        state.key === undefined
          ? 'noKey'
          : {
              profile,
              origin: state.origin,
              credential: () => Promise.resolve(state.key),
            },
      ),
    settings: () => ({ online: state.online, limits: defaultLimitSettings }),
    told: request => told.push(request),
  });
  const failures: unknown[] = [];
  const vocabulary = new Vocabulary({
    now: clock.now,
    wait: clock.wait,
    ask: (draft, profile, signal) => {
      drafts.push(draft);
      return ask(draft, profile, signal);
    },
    store,
    failed: failure => failures.push(failure),
  });
  const profile = { name: 'Own', origin: state.origin };
  const complete = typing(vocabulary, profile, clock);
  return {
    ...{ sandbox, lines, told, drafts, state, shared, world, store, clock, vocabulary, profile },
    ...{ complete, failures },
    async close() {
      await vocabulary.close();
      await transport.close();
      await sandbox.stop();
    },
  };
}
export type Online = Awaited<ReturnType<typeof online>>;
