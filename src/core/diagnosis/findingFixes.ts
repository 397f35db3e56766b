import { isDeeperThan } from '../body/depth';
import { estimate, mostOf } from '../price/estimate';
import type { Operation } from '../catalog/operation';
import { pointerOf } from '../common/pointer';
import { closest, wordOf } from '../request/distance';
import type { Draft } from '../request/draft';
import type { Finding } from '../request/finding';
import { applyFix } from './applyFix';
import { draftValueAt } from '../request/valuePlace';
import { brief } from './brief';
import type { ChangeFix, Fix } from './fix';
import type { ValuePlace } from '../request/valuePlace';
import { idThingOf } from './ids';
import { nearest } from './nearest';

/** The most levels of a value that a fix may set. */
const deepest = 50;

/** A change of any kind without its price. */
export type Unpriced<T = ChangeFix> = T extends { readonly upTo: number } ? Omit<T, 'upTo'> : never;

/** The most that sending a draft may cost, in credits, by the catalog. */
const worstCase = (draft: Draft): number => mostOf(estimate(draft));

/** Adds to a change what the changed draft may cost. */
export function priced(change: Unpriced, draft: Draft): ChangeFix {
  const fix = { ...change, upTo: 0 } as ChangeFix;
  return { ...fix, upTo: worstCase(applyFix(draft, fix)) };
}

/** The fixes for one broken rule, the nearest legal value first; empty: only the form can help. */
export function findingFixes(finding: Finding, draft: Draft, operation: Operation): readonly Fix[] {
  if (finding.in === 'file') return [];
  const at: ValuePlace = { in: finding.in, name: finding.name, pointer: finding.pointer };
  switch (finding.code) {
    case 'unknownParameter':
      return [removal(at, draft)];
    case 'unknownField':
      return [removal({ ...at, pointer: at.pointer + pointerOf([finding.field]) }, draft)];
    case 'missing':
    case 'emptySegment':
    case 'tooShort':
    case 'tooFew':
      return asked(at, draft, operation);
    case 'unsendable':
    case 'dotSegment':
    case 'keyInRequest':
    case 'controlCharacter':
    case 'brokenJson':
    case 'otherRule':
    case 'fileTooLarge':
      return [];
    case 'notAllowed':
      return oneAllowed(finding, at, draft);
    case 'tooSmall':
    case 'tooLarge':
    case 'tooLong':
    case 'tooMany':
    case 'wrongFormat':
    case 'wrongType': {
      const from = draftValueAt(draft, at);
      const value = nearest(finding, from);
      // A deep value can be neither kept with a run nor shown.
      const isOffered = value !== undefined && value !== from && !isDeeperThan(value, deepest);
      if (!isOffered) return asked(at, draft, operation);
      return [priced({ kind: 'setValue', at, from: brief(from), value }, draft)];
    }
  }
}

function oneAllowed(
  { closest: known, allowed }: Extract<Finding, { readonly code: 'notAllowed' }>,
  at: ValuePlace,
  draft: Draft,
): readonly Fix[] {
  const from = draftValueAt(draft, at);
  const legal = known ?? closest(wordOf(from), allowed.map(String));
  const ask = { kind: 'askValue', at, from: brief(from), allowed } as const;
  if (legal === undefined) return [ask, removal(at, draft)];
  return [priced({ kind: 'setValue', at, from: brief(from), value: legal }, draft), ask];
}

/** The fix that removes the value at a place. */
export const removal = (at: ValuePlace, draft: Draft): Fix =>
  priced({ kind: 'removeValue', at, from: brief(draftValueAt(draft, at)) }, draft);

function asked(at: ValuePlace, draft: Draft, operation: Operation): readonly Fix[] {
  const thing = idThingOf(at, operation);
  const from = brief(draftValueAt(draft, at));
  const ask: Fix = { kind: 'askValue', at, ...(from !== undefined && { from }) };
  return thing ? [{ kind: 'pickId', at, thing }, ask] : [ask];
}
