import { EventEmitter } from 'vscode';
import { parseProfiles, parseText } from '../../core/kept/keptValues';
import { liveProfile, sandboxProfile, type Profile } from '../../core/profiles';
import type { State } from '../../core/common/queuedState';

const ownProfiles = 'jobo.profiles';
const lastProfile = 'jobo.lastProfile';
const windowProfile = 'jobo.windowProfile';

/**
 * The profiles of all windows, and the active one of this window; a new window starts with the last chosen. Neither
 * files of a workspace nor settings can add or change a profile.
 */
export class ProfileStore {
  readonly #global: State;
  readonly #workspace: State;
  readonly #changed = new EventEmitter<Profile>();
  #active: string;
  #parsed: { readonly kept: unknown; readonly profiles: readonly Profile[] } | undefined;

  constructor(global: State, workspace: State) {
    this.#global = global;
    this.#workspace = workspace;
    this.#active =
      parseText(workspace.get(windowProfile)) ??
      parseText(global.get(lastProfile)) ??
      sandboxProfile.name;
  }

  get onDidChange() {
    return this.#changed.event;
  }

  all(): readonly Profile[] {
    return [liveProfile, sandboxProfile, ...this.#own()];
  }

  find(name: string): Profile | undefined {
    return this.all().find(profile => profile.name === name);
  }

  /** The sandbox where another window has removed the active profile. */
  get active(): Profile {
    return this.find(this.#active) ?? sandboxProfile;
  }

  async activate(name: string): Promise<void> {
    this.#active = name;
    await this.#workspace.update(windowProfile, name);
    await this.#global.update(lastProfile, name);
    this.#changed.fire(this.active);
  }

  /** Adds a profile, or replaces the one of this name. */
  async put(profile: Profile): Promise<void> {
    const others = this.#own().filter(({ name }) => name !== profile.name);
    await this.#global.update(ownProfiles, [...others, profile]);
    this.#changed.fire(this.active);
  }

  async remove(name: string): Promise<void> {
    await this.#global.update(
      ownProfiles,
      this.#own().filter(profile => profile.name !== name),
    );
    this.#changed.fire(this.active);
  }

  /** Another window has changed the profiles. */
  changedElsewhere(): void {
    this.#changed.fire(this.active);
  }

  #own(): readonly Profile[] {
    const kept = this.#global.get(ownProfiles);
    // Each send asks for them several times; what is kept is another value after each change.
    if (kept !== this.#parsed?.kept) this.#parsed = { kept, profiles: parseProfiles(kept) };
    return this.#parsed?.profiles ?? [];
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
