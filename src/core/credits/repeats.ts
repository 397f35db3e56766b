import type { Operation } from '../catalog/operation';
import { isGood, type Exchange } from '../exchange';
import type { HistoryRow } from '../history/row';
import type { Draft } from '../request/draft';
import { fingerprint } from '../request/fingerprint';

/** What is about to be asked of the API, and by whom. Times in milliseconds since the epoch. */
export interface RepeatQuery {
  readonly draft: Draft;
  readonly operation: Operation;
  readonly profile: string;
  readonly origin: string;
  /** Since when the profile has the key that it has: what another key was answered may be another account's. */
  readonly keySince: number;
  readonly now: number;
  /** How old an answer may be, in milliseconds; 0: none will do. */
  readonly within: number;
}

/** Good whole answers to the same request that are young enough to stand for a new one, the latest first. */
export function repeatedBy(rows: readonly HistoryRow[], asked: RepeatQuery): readonly HistoryRow[] {
  const wanted = asked.within > 0 ? fingerprint(asked.draft, asked.operation) : undefined;
  if (wanted === undefined) return [];
  return rows
    .filter(row => isCandidate(row, asked) && fingerprint(row.draft, asked.operation) === wanted)
    .sort((a, b) => answeredAt(b.exchange) - answeredAt(a.exchange));
}

/** When the answer of a run was there, in milliseconds since the epoch; NaN for one that was never sent. */
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
  // Of the future, as after a clock was set back: nobody knows how old that is.
  return sentAt >= asked.keySince && age >= 0 && age <= asked.within;
}

/** Rows are files, and files are input. */
const originOf = ({ url }: Exchange): string | undefined =>
  URL.canParse(url) ? new URL(url).origin : undefined;
