import type { Operation } from '../catalog/operation';
import { isGood, type Exchange } from '../exchange';
import type { HistoryRow } from '../history/row';
import type { Draft } from '../request/draft';
import { fingerprint } from '../request/fingerprint';

/** A run about to be sent, and which kept answers may replace it. Times in milliseconds since the epoch. */
export interface RepeatQuery {
  readonly draft: Draft;
  readonly operation: Operation;
  readonly profile: string;
  readonly origin: string;
  /** When the profile got its current key: an answer to an earlier key may be another account's. */
  readonly keySince: number;
  readonly now: number;
  /** How old an answer may be, in milliseconds; 0: no kept answer is used. */
  readonly within: number;
}

/** Rows with a good, complete answer to the same request that is young enough to be used again, the latest first. */
export function repeatedBy(rows: readonly HistoryRow[], asked: RepeatQuery): readonly HistoryRow[] {
  const wanted = asked.within > 0 ? fingerprint(asked.draft, asked.operation) : undefined;
  if (wanted === undefined) return [];
  return rows
    .filter(row => isCandidate(row, asked) && fingerprint(row.draft, asked.operation) === wanted)
    .sort((a, b) => answeredAt(b.exchange) - answeredAt(a.exchange));
}

/** When the last answer of a run was complete, in milliseconds since the epoch; NaN if it was never sent. */
export function answeredAt({ attempts }: Exchange): number {
  const last = attempts.at(-1);
  return last ? Date.parse(last.startedAt) + last.durationMs : NaN;
}

function isCandidate({ exchange, hadFiles, cut }: HistoryRow, asked: RepeatQuery): boolean {
  const { operationId, profile, body, keyChanged, attempts } = exchange;
  if (operationId !== asked.operation.id || profile !== asked.profile) return false;
  if (hadFiles || cut || keyChanged) return false;
  if (!isGood(exchange) || body.incomplete) return false;
  if (originOf(exchange) !== asked.origin) return false;
  const sentAt = Date.parse(attempts.at(-1)?.startedAt ?? '');
  const age = asked.now - answeredAt(exchange);
  // A negative age means that the clock was set back: the real age is unknown.
  return sentAt >= asked.keySince && age >= 0 && age <= asked.within;
}

/** Rows are read from files, so the address may be anything. */
const originOf = ({ url }: Exchange): string | undefined =>
  URL.canParse(url) ? new URL(url).origin : undefined;
