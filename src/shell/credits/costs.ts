import { dayOf } from '../../core/common/calendar';
import type { Draft } from '../../core/request/draft';
import { estimate, guardedEstimate, type Estimate } from '../../core/price/estimate';
import type { Ledger, ReadDays } from '../../core/credits/ledger';
import { spentByOperation, totalOf, type SpentOn } from '../../core/credits/spendingByDay';
import { sandboxProfile } from '../../core/profiles';
import { isTestKey } from '../../core/keys/apiKey';
import type { Prices } from './prices';
import type { ProfileStore } from '../profiles/profileStore';
import type { Keys } from '../profiles/keys';

/** Estimates what runs may cost, and sums what they took. */
export class Costs {
  readonly #ledger: Ledger;
  readonly #prices: Prices;
  readonly #profiles: ProfileStore;
  readonly #keys: Keys;

  constructor(ledger: Ledger, prices: Prices, profiles: ProfileStore, keys: Keys) {
    this.#ledger = ledger;
    this.#prices = prices;
    this.#profiles = profiles;
    this.#keys = keys;
  }

  /** The estimate for the spending guard: the higher of catalog and learned price. Assumes that the key is billed. */
  guarded(draft: Draft, profile: string): Estimate {
    return guardedEstimate(draft, this.#prices.of(profile, draft.operationId));
  }

  /** The estimate shown before a run: by the learned price, else by the catalog. Assumes that the key is billed. */
  priced(draft: Draft, profile: string): Estimate {
    return estimate(draft, this.#prices.of(profile, draft.operationId));
  }

  /**
   * Whether the current key of a profile may be charged. False without a key: then nothing can be sent. Rejects where the
   * keyring fails.
   */
  async isBilled(name: string): Promise<boolean> {
    const profile = this.#profiles.find(name);
    if (!profile || profile.kind === sandboxProfile.kind) return false;
    const key = await this.#keys.expected(profile);
    return key !== undefined && !isTestKey(key);
  }

  /** Today's total as far as this window knows it, without reading the ledger. Undefined without a metered run. */
  today(): Omit<SpentOn, 'operationId'> | undefined {
    const entries = this.#ledger.known(dayOf(Date.now()));
    return entries.length > 0 ? totalOf(entries) : undefined;
  }

  /** Today's total of all windows: reads the new lines of today's file. Undefined without a metered run. */
  async readToday(): Promise<Omit<SpentOn, 'operationId'> | undefined> {
    await this.#ledger.read(dayOf(Date.now()));
    return this.today();
  }

  async todayByOperation(): Promise<readonly SpentOn[]> {
    return spentByOperation(await this.#ledger.read(dayOf(Date.now())));
  }

  /** Every kept day of the ledger; days that cannot be read are listed in `unread`. */
  async all(): Promise<ReadDays> {
    return this.#ledger.readEach(await this.#ledger.days());
  }
}
