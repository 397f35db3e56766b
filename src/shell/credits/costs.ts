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

/** What runs may cost and what they took. */
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

  /** What the guard counts with, as if the profile's key were billed. */
  guarded(draft: Draft, profile: string): Estimate {
    return guardedEstimate(draft, this.#prices.of(profile, draft.operationId));
  }

  /** What is shown before a run, as if the profile's key were billed: what answers took lately goes before the catalog. */
  priced(draft: Draft, profile: string): Estimate {
    return estimate(draft, this.#prices.of(profile, draft.operationId));
  }

  /**
   * Whether anything may be taken with the key that a profile has now; without a key nothing can be sent. Rejects where the
   * keyring does not tell.
   */
  async isBilled(name: string): Promise<boolean> {
    const profile = this.#profiles.find(name);
    if (!profile || profile.kind === sandboxProfile.kind) return false;
    const key = await this.#keys.get(profile);
    return key !== undefined && !isTestKey(key);
  }

  /** As far as this window knows; nothing is read. Undefined before the first metered run. */
  today(): Omit<SpentOn, 'operationId'> | undefined {
    const entries = this.#ledger.known(dayOf(Date.now()));
    return entries.length > 0 ? totalOf(entries) : undefined;
  }

  /** Of all windows: reads what has come to today's file. Undefined where no metered run was sent today. */
  async readToday(): Promise<Omit<SpentOn, 'operationId'> | undefined> {
    await this.#ledger.read(dayOf(Date.now()));
    return this.today();
  }

  async todayByOperation(): Promise<readonly SpentOn[]> {
    return spentByOperation(await this.#ledger.read(dayOf(Date.now())));
  }

  /** Of all days that are kept, as far as they can be read. */
  async all(): Promise<ReadDays> {
    return this.#ledger.readEach(await this.#ledger.days());
  }
}
