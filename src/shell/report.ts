import { l10n } from 'vscode';
import type { Exchange } from '../core/exchange';
import { diagnosisWords } from './words/diagnosisWords';
import { failureName } from './words/failureWords';
import { duration, size } from './words/figures';
import { outcomeWords } from './words/outcomeWords';
import { statusLine } from './words/statusWords';
import { waitReason } from './words/waitWords';

/** A run as Markdown, for an issue or a support mail. The key is in no part of an exchange. */
export function report(exchange: Exchange): string {
  const { attempts, diagnosis, body } = exchange;
  const rows = attempts.map(
    ({ status, error, startedAt, durationMs, waitMs, waitReason: why }, index) => {
      const answer = status === undefined ? failureName(error ?? 'other') : statusLine(status);
      const waited = waitMs === undefined || why === undefined ? '' : waitReason(why, waitMs);
      return `| ${index + 1} | ${startedAt} | ${answer} | ${duration(durationMs)} | ${waited} |`;
    },
  );
  const headers = Object.entries(attempts.at(-1)?.headers ?? {}).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return [
    `# ${exchange.method} ${exchange.url}`,
    `${outcomeWords(exchange)} · ${exchange.startedAt} · ${size(body.bytes)} · ${exchange.profile}`,
    ...(diagnosis ? explained(diagnosisWords(diagnosis), diagnosis.message) : []),
    `| # | ${l10n.t('sent')} | ${l10n.t('answer')} | ${l10n.t('took')} | ${l10n.t('then')} |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}`,
    ...(headers.length > 0 ? [`\`\`\`http\n${headers.join('\n')}\n\`\`\``] : []),
  ].join('\n\n');
}

const explained = ({ title, detail }: { title: string; detail: string }, message?: string) => [
  `**${title}** ${detail}`,
  ...(message === undefined ? [] : [`> ${message.replaceAll('\n', '\n> ')}`]),
];
