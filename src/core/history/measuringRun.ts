import { wasSent, type Exchange } from '../exchange';
import type { HistoryRow } from './row';

/**
 * The run that what a fix may take is compared with. One that was declined, or ended before it was sent, is no measure:
 * the run that it was to mend is, or it would be sent unasked at the second press.
 */
export function measuringRun(
  row: HistoryRow,
  history: { get(id: string): HistoryRow | undefined },
): HistoryRow {
  const seen = new Set<string>();
  let measure = row;
  while (isUnsent(measure.exchange) && !seen.has(measure.exchange.id)) {
    seen.add(measure.exchange.id);
    const before = measure.after === undefined ? undefined : history.get(measure.after);
    if (!before) break;
    measure = before;
  }
  return measure;
}

const isUnsent = (exchange: Exchange): boolean =>
  ['refused', 'cancelled', 'interrupted'].includes(exchange.outcome.kind) && !wasSent(exchange);
