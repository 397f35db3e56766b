import { l10n, MarkdownString } from 'vscode';
import type { Balance } from '../../core/credits/balance';
import type { SpentOn } from '../../core/credits/spendingByDay';
import { commands } from '../../names';
import { warnBelow } from '../common/settings';
import { age, credits, moment, plainNumber } from '../words/figures';
import { operationName } from '../words/operationName';
import { spentWords } from '../words/spendingWords';

interface KnownBalance {
  readonly balance: Balance;
  readonly profile: string;
  /** Age of the balance, in ms. */
  readonly since: number;
  readonly today: Omit<SpentOn, 'operationId'> | undefined;
}

/** Whether a balance is below `jobo.credits.warnBelow`. */
export const isLow = (balance: Balance): boolean => balance.credits < warnBelow();

/** The facts about a balance, a line each. Its link may run the command that tops up, and no other. */
export function balanceTooltip(known: KnownBalance): MarkdownString {
  const { balance, profile, today } = known;
  const lines = [
    `**${credits(balance.credits)}** · ${profile.replace(/[\\`*_[\]()<>]/g, '\\$&')}`,
    knownWords(known),
    ...chargeWords(balance),
    ...(today ? [l10n.t('Today: {0}.', spentWords(today))] : []),
    ...(isLow(balance) ? [l10n.t('Fewer than {0} left.', plainNumber(warnBelow()))] : []),
    `[${l10n.t('Top Up')}](command:${commands.topUp})`,
  ];
  const tooltip = new MarkdownString(lines.join('\n\n'));
  tooltip.isTrusted = { enabledCommands: [commands.topUp] };
  return tooltip;
}

const knownWords = ({ balance, since }: KnownBalance): string =>
  l10n.t(
    'Known since {0} ({1}). No operation reads the balance: it comes with metered answers.',
    moment(new Date(balance.at).toISOString()),
    age(since),
  );

const chargeWords = ({ lastCharge: last }: Balance): readonly string[] =>
  last
    ? [l10n.t('Last charge: {0} for {1}.', credits(last.credits), operationName(last.operationId))]
    : [];
