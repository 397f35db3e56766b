import type { Memento } from 'vscode';
import type { Draft } from '../core/request/draft';

const entry = 'jobo.recent';
const most = 8;

/** Values sent lately, by parameter name, newest first: an id used once is an id that other operations take too. */
export class Recent {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  of(name: string): readonly string[] {
    return this.#all()[name] ?? [];
  }

  async remember(draft: Draft): Promise<void> {
    const all = { ...this.#all() };
    for (const [name, value] of Object.entries({ ...draft.path, ...draft.query })) {
      const text = Array.isArray(value) ? value.join(',') : String(value);
      if (text === '' || text.length > 200 || value === undefined) continue;
      all[name] = [text, ...(all[name] ?? []).filter(old => old !== text)].slice(0, most);
    }
    await this.#state.update(entry, all);
  }

  #all(): Readonly<Record<string, readonly string[]>> {
    return this.#state.get<Record<string, readonly string[]>>(entry) ?? {};
  }
}
