import type { Fix } from './fix';

/**
 * The fixes that can still be carried out, each with its index among all. Leaves out sending at a time that has passed:
 * sending again is offered beside it.
 * @param now milliseconds since the epoch
 */
export const stillApplicable = (
  fixes: readonly Fix[],
  now: number,
): readonly { readonly fix: Fix; readonly index: number }[] =>
  fixes
    .map((fix, index) => ({ fix, index }))
    .filter(({ fix }) => fix.kind !== 'sendAt' || Date.parse(fix.at) > now);
