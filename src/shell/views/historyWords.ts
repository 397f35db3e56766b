import type { Exchange } from '../../core/exchange';
import type { Steps } from '../../core/common/steps';
import { matches, type Sought } from '../../core/history/matches';
import type { Query } from '../../core/history/query';
import type { HistoryRow } from '../../core/history/row';
import { diagnosisWords } from '../words/diagnosisWords';
import { moment } from '../words/figures';
import { outcomeWords } from '../words/outcomeWords';
import { runName } from '../words/runName';

/** The rows that match a query, but for its terms about bodies. A step for each: the words of thousands take a while. */
export function* matching(
  rows: readonly HistoryRow[],
  query: Query,
  now: Date,
): Steps<readonly HistoryRow[]> {
  const found: HistoryRow[] = [];
  for (const row of rows) {
    yield;
    if (matches(soughtOf(row.exchange), query, now)) found.push(row);
  }
  return found;
}

const known = new WeakMap<Exchange, Sought>();

/** The searchable text of a run. Cached for each of its states: each keystroke may search thousands of runs. */
export function soughtOf(exchange: Exchange): Sought {
  const sought = known.get(exchange) ?? make(exchange);
  known.set(exchange, sought);
  return sought;
}

function make(exchange: Exchange): Sought {
  const { operationId, purpose, method, url, profile, startedAt, diagnosis } = exchange;
  const operation = `${purpose ?? operationId} ${runName(exchange)}`.toLowerCase();
  const words = [
    operation,
    `${method} ${decoded(url)} ${url}`,
    outcomeWords(exchange),
    profile,
    moment(startedAt),
    startedAt,
    ...(diagnosis ? [diagnosisWords(diagnosis).title, diagnosis.message ?? ''] : []),
  ];
  return { exchange, operation, words: words.join('\n').toLowerCase() };
}

/** The address with its escapes undone, so that typed text matches: "golang porto" is `golang%20porto` in it. */
function decoded(url: string): string {
  try {
    return decodeURIComponent(url.replaceAll('+', ' '));
  } catch {
    return '';
  }
}
