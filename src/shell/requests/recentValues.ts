import { mostRecent, parseRecent } from '../../core/kept/keptValues';
import type { State } from '../../core/common/queuedState';
import type { KeyFinder, KeyReader } from '../../core/keys/keyMark';
import type { Draft } from '../../core/request/draft';
import { flatOf } from '../../core/request/inQuery';
import { keysAndMarks } from '../../core/request/keyErrors';
import { ownOf } from '../../core/common/shape';
import { Afterwards } from '../common/afterwards';

const entry = 'jobo.recent';

type Recent = ReturnType<typeof parseRecent>;

/** Values sent lately, by parameter name, newest first. Operations share them: an id often fits several. */
export class RecentValues {
  readonly #state: State;
  readonly #keys: KeyReader;
  readonly #failed: (failure: unknown) => void;
  readonly #sent = new Afterwards<Draft>({
    tell: drafts => {
      this.#remembering = this.#keys
        .ready()
        .then(() => this.#remember(drafts))
        .catch(this.#failed);
    },
  });
  #remembering: Promise<unknown> = Promise.resolve();

  constructor(state: State, keys: KeyReader, failed: (failure: unknown) => void) {
    this.#state = state;
    this.#keys = keys;
    this.#failed = failed;
  }

  of(name: string): readonly string[] {
    const values = ownOf(this.#all(), name) ?? [];
    // An earlier version may have remembered a key.
    return values.filter(text => !hasKey(name, text, this.#keys));
  }

  /** Remembers the values of path and query, but no keys. A little later: the request goes first. */
  remember(draft: Draft): void {
    this.#sent.add(draft);
  }

  /** Resolves when the values of all that was sent are in the state, which has still to write them. */
  async flush(): Promise<void> {
    this.#sent.flush();
    await this.#remembering;
  }

  #remember(drafts: readonly Draft[]): void {
    const all = drafts.reduce((known, draft) => this.#with(known, draft), this.#all());
    this.#state.update(entry, all).then(undefined, this.#failed);
  }

  #with(known: Recent, draft: Draft): Recent {
    let all = known;
    for (const [name, value] of Object.entries({ ...draft.path, ...draft.query })) {
      const text = flatOf([value]).join(',');
      if (text === '' || text.length > 200 || value === undefined) continue;
      if (hasKey(name, text, this.#keys)) continue;
      const others = (ownOf(all, name) ?? []).filter(old => old !== text);
      all = { ...all, [name]: [text, ...others].slice(0, mostRecent) };
    }
    return all;
  }

  #all(): Recent {
    return parseRecent(this.#state.get(entry));
  }
}

const hasKey = (name: string, text: string, keys: KeyFinder): boolean =>
  keysAndMarks(name, keys, 'part').length + keysAndMarks(text, keys).length > 0;
