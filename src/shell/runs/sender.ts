import type { Explorer } from '../../core/explorer';
import type { RunOptions } from '../../core/run/explorerParts';
import { isUse, type Exchange } from '../../core/exchange';
import type { SharedState } from '../../core/kept/sharedState';
import type { Draft } from '../../core/request/draft';
import type { Keys } from '../profiles/keys';
import type { ProfileStore } from '../profiles/profileStore';
import type { RecentValues } from '../requests/recentValues';
import { whileKeyStays } from './whileKeyStays';

export type SendOptions = Partial<
  Pick<
    RunOptions,
    | 'profile'
    | 'purpose'
    | 'signal'
    | 'wait'
    | 'idempotencyKey'
    | 'after'
    | 'fixedRun'
    | 'repeating'
    | 'notBefore'
    | 'onStart'
  >
> & {
  /** Whether to offer the values of this run again later. Default: true; never for a key check. */
  readonly remember?: boolean;
};

/** Starts every run of this window: those of the person, of fixes and of other extensions. */
export class Sender {
  readonly #explorer: Explorer;
  readonly #profiles: ProfileStore;
  readonly #recent: RecentValues;
  readonly #keys: Pick<Keys, 'get' | 'onDidChange'>;
  readonly #state: Pick<SharedState, 'isRead' | 'refresh'>;

  constructor(
    explorer: Explorer,
    profiles: ProfileStore,
    recent: RecentValues,
    keys: Pick<Keys, 'get' | 'onDidChange'>,
    state: Pick<SharedState, 'isRead' | 'refresh'>,
  ) {
    this.#state = state;
    this.#explorer = explorer;
    this.#profiles = profiles;
    this.#recent = recent;
    this.#keys = keys;
  }

  /** Sends with the active profile unless the options name another. Resolves with the ended run. */
  async send(draft: Draft, { remember = true, ...options }: SendOptions = {}): Promise<Exchange> {
    // Another window may have added the active profile.
    if (!this.#state.isRead) await this.#state.refresh();
    if (remember && isUse(options)) this.#recent.remember(draft);
    const asked = { profile: this.#profiles.active.name, ...options };
    return asked.purpose === 'keyCheck'
      ? this.#check(draft, asked)
      : this.#explorer.run(draft, asked);
  }

  /**
   * Checks a key. Ends as `cancelled` where the key is replaced or removed meanwhile, as the answer is useless then.
   */
  async #check(draft: Draft, options: RunOptions): Promise<Exchange> {
    const watch = whileKeyStays(this.#keys, () => this.#profiles.find(options.profile));
    const signals = [watch.signal, ...(options.signal ? [options.signal] : [])];
    try {
      return await this.#explorer.run(draft, { ...options, signal: AbortSignal.any(signals) });
    } finally {
      watch.stop();
    }
  }
}
