import type { Explorer } from '../../core/explorer';
import type { RunOptions } from '../../core/run/explorerParts';
import type { Exchange } from '../../core/exchange';
import type { SharedState } from '../../core/kept/sharedState';
import type { Draft } from '../../core/request/draft';
import type { ProfileStore } from '../profiles/profileStore';
import type { RecentValues } from '../requests/recentValues';

export type SendOptions = Partial<
  Pick<
    RunOptions,
    | 'profile'
    | 'signal'
    | 'wait'
    | 'idempotencyKey'
    | 'after'
    | 'repeating'
    | 'notBefore'
    | 'onStart'
  >
> & {
  /** Offers its values again, later. Default: true. */
  readonly remember?: boolean;
};

/** Where every run of this window begins, whoever asks for it. */
export class Sender {
  readonly #explorer: Explorer;
  readonly #profiles: ProfileStore;
  readonly #recent: RecentValues;
  readonly #state: Pick<SharedState, 'isRead' | 'refresh'>;

  constructor(
    explorer: Explorer,
    profiles: ProfileStore,
    recent: RecentValues,
    state: Pick<SharedState, 'isRead' | 'refresh'>,
  ) {
    this.#state = state;
    this.#explorer = explorer;
    this.#profiles = profiles;
    this.#recent = recent;
  }

  /** With the active profile unless another is named. */
  async send(draft: Draft, { remember = true, ...options }: SendOptions = {}): Promise<Exchange> {
    // The active profile may be one that only another window has told of.
    if (!this.#state.isRead) await this.#state.refresh();
    if (remember) this.#recent.remember(draft);
    return this.#explorer.run(draft, { profile: this.#profiles.active.name, ...options });
  }
}
