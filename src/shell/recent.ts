import type { State } from '../core/queuedState';
import type { KeyFinder } from '../core/keys/keyMark';
import type { Draft } from '../core/request/draft';
import { keysAndMarks } from '../core/request/keyErrors';

const entry = 'jobo.recent';
const most = 8;

/** Values sent lately, by parameter name, newest first: an id used once is an id that other operations take too. */
export class Recent {
  readonly #state: State;
  readonly #keys: KeyFinder;
  readonly #failed: (failure: unknown) => void;

  constructor(state: State, keys: KeyFinder, failed: (failure: unknown) => void) {
    this.#state = state;
    this.#keys = keys;
    this.#failed = failed;
  }

  of(name: string): readonly string[] {
    return this.#all()[name] ?? [];
  }

  /** Nobody waits for it: writing it down takes longer than many an answer. */
  remember(draft: Draft): void {
    const all = { ...this.#all() };
    for (const [name, value] of Object.entries({ ...draft.path, ...draft.query })) {
      const text = Array.isArray(value) ? value.join(',') : String(value);
      if (text === '' || text.length > 200 || value === undefined) continue;
      if (keysAndMarks(`${name} ${text}`, this.#keys).length > 0) continue;
      all[name] = [text, ...(all[name] ?? []).filter(old => old !== text)].slice(0, most);
    }
    this.#state.update(entry, all).then(undefined, this.#failed);
  }

  #all(): Readonly<Record<string, readonly string[]>> {
    return (this.#state.get(entry) as Record<string, readonly string[]> | undefined) ?? {};
  }
}
