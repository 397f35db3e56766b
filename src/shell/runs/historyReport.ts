import { l10n } from 'vscode';
import { dayOf } from '../../core/common/calendar';
import { spentIn } from '../../core/credits/spentIn';
import type { Exchange } from '../../core/exchange';
import { asTable, asText } from '../../core/common/markdown';
import { chargeWords, runReport } from './runReport';
import { credits, moment } from '../words/figures';
import { outcomeWords } from '../words/outcomeWords';
import { runName } from '../words/runName';

/** Runs as one Markdown document, without key and bodies: a table of all, then each with explanation and attempts. */
export function historyReport(exchanges: readonly Exchange[], now: Date): string {
  const { credits: sum, unknown } = spentIn(exchanges);
  const count = exchanges.length === 1 ? l10n.t('1 run') : l10n.t('{0} runs', exchanges.length);
  const spent = unknown === 0 ? credits(sum) : l10n.t('{0} + {1} unknown', credits(sum), unknown);
  const head = ['#', l10n.t('when'), l10n.t('operation'), l10n.t('answer'), l10n.t('credits')];
  const rows = exchanges.map((exchange, index) => [
    String(index + 1),
    exchange.startedAt,
    asText(runName(exchange)),
    asText(outcomeWords(exchange)),
    chargeWords(exchange),
    String(exchange.attempts.length),
    asText(exchange.profile),
  ]);
  return [
    `# ${l10n.t('Jobo API runs, {0}', dayOf(now))}`,
    `${count} · ${spent} · ${moment(now.toISOString())}`,
    asTable([...head, l10n.t('attempts'), l10n.t('profile')], rows),
    ...exchanges.map(exchange => `${runReport(exchange, 2)}\n`),
  ].join('\n\n');
}
