import { EntryFiles } from '../../../src/core/disk/entryFiles';
import { parseProfiles } from '../../../src/core/kept/keptValues';
import { SharedState } from '../../../src/core/kept/sharedState';
import type { Profile } from '../../../src/core/profiles';
import { QueuedState, type State } from '../../../src/core/common/queuedState';

/**
 * What an editor keeps for an extension: a window writes all that it has in memory, and whoever writes last wins. The
 * others hear of it later, or not at all while they have something to write themselves.
 */
export class Editor {
  disk: Readonly<Record<string, unknown>> = {};
  readonly #windows = new Set<EditorWindow>();

  open(): EditorWindow {
    const window = new EditorWindow(this);
    this.#windows.add(window);
    return window;
  }

  write(memory: Readonly<Record<string, unknown>>): void {
    // As text, so that a value which no file could hold is lost here too.
    this.disk = JSON.parse(JSON.stringify(memory)) as Record<string, unknown>;
  }

  /** Every window hears what is on disk now. */
  tellAll(): void {
    for (const window of this.#windows) window.hear(this.disk);
  }
}

export class EditorWindow implements State {
  fails = false;
  readonly #editor: Editor;
  #memory: Record<string, unknown>;

  constructor(editor: Editor) {
    this.#editor = editor;
    this.#memory = { ...editor.disk };
  }

  get(key: string): unknown {
    return this.#memory[key];
  }

  async update(key: string, value: unknown): Promise<void> {
    this.#memory = { ...this.#memory, [key]: value };
    await new Promise(resolve => setImmediate(resolve));
    if (this.fails) throw new Error('The disk is full.');
    this.#editor.write(this.#memory);
  }

  hear(disk: Readonly<Record<string, unknown>>): void {
    this.#memory = { ...disk };
  }
}

/** What a window of this extension keeps, in a folder that it shares with others. */
export function windowIn(
  folder: string,
  editor: State,
  changes: Partial<ConstructorParameters<typeof SharedState>[0]> = {},
): SharedState {
  return new SharedState({
    editor: new QueuedState(editor),
    files: new EntryFiles(folder),
    now: Date.now,
    failed: failure => {
      throw failure;
    },
    ...changes,
  });
}

export const profile = (name: string, port = 1): Profile => ({
  name,
  origin: `http://127.0.0.1:${port}`,
  kind: 'own',
});

export const namesIn = (state: SharedState) =>
  parseProfiles(state.get('jobo.profiles')).map(({ name }) => name);

export const add = (state: SharedState, each: Profile) => {
  const others = parseProfiles(state.get('jobo.profiles')).filter(({ name }) => name !== each.name);
  return state.update('jobo.profiles', [...others, each]);
};
