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
  /** Offers its values again, later. Default: true; those of a run that is no use of its operation are never offered. */
  readonly remember?: boolean;
};

/** Where every run of this window begins, whoever asks for it. */
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

  /** With the active profile unless another is named. */
  async send(draft: Draft, { remember = true, ...options }: SendOptions = {}): Promise<Exchange> {
    // The active profile may be one that only another window has told of.
    if (!this.#state.isRead) await this.#state.refresh();
    if (remember && isUse(options)) this.#recent.remember(draft);
    const asked = { profile: this.#profiles.active.name, ...options };
    return asked.purpose === 'keyCheck'
      ? this.#check(draft, asked)
      : this.#explorer.run(draft, asked);
  }

  /** Ends as `cancelled` where the key is replaced or removed meanwhile: the answer would be about nothing any more. */
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
