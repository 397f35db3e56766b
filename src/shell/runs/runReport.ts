import { l10n } from 'vscode';
import { isChargeUnknown } from '../../core/history/isChargeUnknown';
import type { Exchange } from '../../core/exchange';
import { asBlock, asCode, asTable, asText } from '../../core/common/markdown';
import { sandboxProfile } from '../../core/profiles';
import { diagnosisWords } from '../words/diagnosisWords';
import { factWords } from '../words/factWords';
import { failureName } from '../words/failureWords';
import { credits, duration, size } from '../words/figures';
import { outcomeWords } from '../words/outcomeWords';
import { runName } from '../words/runName';
import { statusLine } from '../words/statusWords';
import { waitReason } from '../words/waitWords';

/**
 * A run as Markdown, for an issue or a support mail. An exchange never holds the key; texts of the server are escaped.
 * @param level of its heading, from 1
 */
export function runReport(exchange: Exchange, level = 1): string {
  const { attempts, diagnosis, body, credits: charge } = exchange;
  const rows = attempts.map(
    ({ status, error, startedAt, durationMs, waitMs, waitReason: why }, index) => {
      const answer = status === undefined ? failureName(error ?? 'other') : statusLine(status);
      const waited = waitMs === undefined || why === undefined ? '' : waitReason(why, waitMs);
      return [String(index + 1), startedAt, asText(answer), duration(durationMs), asText(waited)];
    },
  );
  const headers = Object.entries(attempts.at(-1)?.headers ?? {}).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const figures = [
    chargeWords(exchange),
    ...(charge.balance === undefined
      ? []
      : [l10n.t('{0} left afterwards', credits(charge.balance))]),
  ].filter(part => part !== '');
  const purpose = exchange.purpose === undefined ? '' : `${asText(runName(exchange))}: `;
  return [
    `${'#'.repeat(level)} ${purpose}${exchange.method} ${asCode(exchange.url)}`,
    `${asText(outcomeWords(exchange))} · ${exchange.startedAt} · ${size(body.bytes)} · ${asText(exchange.profile)}`,
    ...(figures.length > 0 ? [figures.join(' · ')] : []),
    ...(diagnosis ? explained(exchange, diagnosis) : []),
    asTable(['#', l10n.t('sent'), l10n.t('answer'), l10n.t('took'), l10n.t('then')], rows),
    ...(headers.length > 0 ? [asBlock(headers, 'http')] : []),
  ].join('\n\n');
}

/** "75 credits", "not billed", "unknown charge"; empty where no charge was named and none is possible. */
export function chargeWords(exchange: Exchange): string {
  const { charged } = exchange.credits;
  if (exchange.profile === sandboxProfile.name) return l10n.t('not billed');
  if (charged !== undefined) return credits(charged);
  return isChargeUnknown(exchange) ? l10n.t('unknown charge') : '';
}

function explained(exchange: Exchange, diagnosis: NonNullable<Exchange['diagnosis']>): string[] {
  const { title, detail } = diagnosisWords(diagnosis);
  const { message, more = [] } = diagnosis;
  const told = more.map(({ name, value }) => ({ label: name, value }));
  const facts = [...factWords(exchange), ...told].map(each => [
    asText(each.label),
    asText(each.value),
  ]);
  return [
    `**${asText(title)}** ${asText(detail)}`,
    ...(facts.length > 0 ? [asTable([l10n.t('fact'), l10n.t('value')], facts)] : []),
    ...(message === undefined ? [] : [`> ${asText(message)}`]),
  ];
}
