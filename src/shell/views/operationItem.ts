import { l10n, MarkdownString, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Operation } from '../../core/catalog/operation';
import type { Estimate } from '../../core/price/estimate';
import { commands, items } from '../../names';
import { unsureWords } from '../words/confidenceWords';
import { answerWords, outcomeWords, type RunEnd } from '../words/outcomeWords';
import { estimateInShort, estimateWords, priceInWords, priceTag } from '../words/priceWords';
import { outcomeIcon } from './outcomeIcon';

/** The estimate for an operation's current draft, and whether the active profile's key is billed. */
export interface RowPrice {
  readonly estimate: Estimate;
  readonly billed: boolean;
}

/** The price in words: short for the row, in full for its tooltip and for screen readers. */
export interface PriceWords {
  readonly short: string;
  readonly full: string;
}

export function priceWordsOf(operation: Operation, { estimate, billed }: RowPrice): PriceWords {
  if (operation.state === 'unavailable') {
    const paused = priceTag(operation);
    return { short: paused, full: paused };
  }
  return { short: estimateInShort(estimate, billed), full: estimateWords(estimate, billed) };
}

/** The row of one operation, with its price and its last answer in this window. Its tooltip comes when it is asked for. */
export function operationItem(
  operation: Operation,
  price: PriceWords,
  last: RunEnd | undefined,
): TreeItem {
  const label = `${operation.method} ${operation.summary}`;
  const item = new TreeItem(label, TreeItemCollapsibleState.None);
  item.id = operation.id;
  const status = last && shortOutcome(last);
  item.description = [price.short, ...(status === undefined ? [] : [status])].join(' · ');
  item.iconPath = iconOf(last, operation);
  item.contextValue = items.operation;
  item.command = {
    command: commands.openOperation,
    title: l10n.t('Open Operation'),
    arguments: [operation.id],
  };
  const unit = isMetered(operation) ? [priceInWords(operation)] : [];
  const spoken = last ? l10n.t('last answer {0}', outcomeWords(last)) : l10n.t('not sent yet');
  const doubt = operation.confidence === 'low' ? [l10n.t('not documented, may differ')] : [];
  const parts = [label, price.full, ...unit, spoken, ...doubt];
  item.accessibilityInformation = { label: parts.join(', ') };
  return item;
}

/** Whether sending it may cost credits. A paused operation never charges, whatever its price. */
const isMetered = ({ price, state }: Operation): boolean =>
  price.amount > 0 && state !== 'unavailable';

const shortOutcome = (last: RunEnd): string =>
  last.outcome.kind === 'waiting' || last.outcome.kind === 'scheduled'
    ? l10n.t('waiting')
    : answerWords(last);

function iconOf(last: RunEnd | undefined, operation: Operation): ThemeIcon {
  if (last) return outcomeIcon(last);
  return new ThemeIcon(operation.state === 'unavailable' ? 'debug-pause' : 'circle-outline');
}

/** Not part of the row: the editor reads the Markdown of each, and takes longer for that than for all rows. */
export function operationTooltip(
  operation: Operation,
  price: PriceWords,
  last: RunEnd | undefined,
): MarkdownString {
  const text = new MarkdownString(undefined, true);
  text.appendCodeblock(`${operation.method} ${operation.path}`, 'http');
  text.appendMarkdown(`${escape(operation.description)}\n\n`);
  const required = operation.parameters.filter(p => p.required).map(p => `\`${p.name}\``);
  const unsure = unsureWords(operation);
  if (unsure !== undefined) text.appendMarkdown(`_${escape(unsure)}_\n\n`);
  if (required.length > 0) text.appendMarkdown(`${l10n.t('Required')}: ${required.join(', ')}\n\n`);
  text.appendMarkdown(
    `${l10n.t('Price')}: ${priceInWords(operation)}. ${escape(operation.price.notes)}\n\n`,
  );
  if (isMetered(operation))
    text.appendMarkdown(`${l10n.t('Sent as it stands')}: ${escape(price.full)}\n\n`);
  if (last)
    text.appendMarkdown(
      `${l10n.t('Last answer in this window')}: ${escape(outcomeWords(last))}\n\n`,
    );
  text.appendMarkdown(`[${l10n.t('Documentation')}](${operation.docs})`);
  return text;
}

const escape = (text: string) => text.replace(/[\\`*_{}[\]()#+.!|<>~-]/g, '\\$&');
