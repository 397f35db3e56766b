import type { Exchange } from '../exchange';
import { sandboxProfile } from '../profiles';
import { sum } from './ledger';
import { isChargeUnknown } from '../history/isChargeUnknown';

/** What runs took from wallets. */
export interface Spent {
  readonly credits: number;
  /** Runs that may have cost something and never said what. */
  readonly unknown: number;
}

/** The sandbox's pretended charges are left out; a test key is told none. */
export function spentIn(exchanges: readonly Exchange[]): Spent {
  const billed = exchanges.filter(({ profile }) => profile !== sandboxProfile.name);
  return {
    credits: sum(billed.map(({ credits: { charged = 0 } }) => charged)),
    unknown: billed.filter(isChargeUnknown).length,
  };
}
