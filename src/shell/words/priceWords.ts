import { l10n } from 'vscode';
import type { Operation } from '../../core/catalog/operation';
import type { Estimate } from '../../core/price/estimate';
import { credits, plainNumber } from './figures';

/** What one priced item of an operation is called, by the unit and tag in the catalog. */
function itemOf({ tag, price }: Operation): string {
  if (price.unit === 'item') return tag === 'Career Sites Feed' ? l10n.t('site') : l10n.t('job');
  return tag.startsWith('Auto Apply') ? l10n.t('session') : l10n.t('request');
}

/** For a list of operations: "3 / job", "free", "paused by the API". */
export function priceTag(operation: Operation): string {
  if (operation.state === 'unavailable') return l10n.t('paused by the API');
  if (operation.price.amount === 0) return l10n.t('free');
  return l10n.t('{0} / {1}', plainNumber(operation.price.amount), itemOf(operation));
}

/** For a screen reader and the tooltip: "3 credits per job". */
export function priceInWords(operation: Operation): string {
  if (operation.price.amount === 0) return l10n.t('free');
  return l10n.t('{0} per {1}', credits(operation.price.amount), itemOf(operation));
}

/**
 * For the Send button: "up to 75 credits", "free", "price unknown", "not billed".
 * @param listed the estimate by the catalog alone; also named where it is higher, as the spending guard counts with it
 */
export function estimateWords(estimate: Estimate, billed: boolean, listed = estimate): string {
  if (estimate.kind === 'free') return l10n.t('free');
  if (!billed) return l10n.t('not billed');
  if (estimate.kind === 'unknown') return l10n.t('price unknown');
  const most = l10n.t('up to {0}', credits(estimate.credits));
  if (estimate.learned === undefined) return most;
  const lately = l10n.t('{0} · {1} each lately', most, plainNumber(estimate.learned));
  return listed.kind === 'upTo' && listed.credits > estimate.credits
    ? l10n.t('{0} · {1} by list price', lately, plainNumber(listed.credits))
    : lately;
}

/** Like {@link estimateWords}, for rows of the narrow side bar: "≤ 75 cr". */
export const estimateInShort = (estimate: Estimate, billed: boolean): string =>
  billed && estimate.kind === 'upTo'
    ? l10n.t('≤ {0} cr', plainNumber(estimate.credits))
    : estimateWords(estimate, billed);
