import type { Exchange } from '../exchange';
import { sandboxProfile } from '../profiles';
import { sum } from './ledger';
import { isChargeUnknown } from '../history/isChargeUnknown';

/** What runs cost. */
export interface Spent {
  readonly credits: number;
  /** Runs that may have cost something, without a known charge. */
  readonly unknown: number;
}

/** Leaves out the sandbox's pretended charges; answers to a test key name none. */
export function spentIn(exchanges: readonly Exchange[]): Spent {
  const billed = exchanges.filter(({ profile }) => profile !== sandboxProfile.name);
  return {
    credits: sum(billed.map(({ credits: { charged = 0 } }) => charged)),
    unknown: billed.filter(isChargeUnknown).length,
  };
}
