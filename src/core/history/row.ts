import type { Exchange } from '../exchange';
import type { Draft } from '../request/draft';
import { migrate } from './migrate';

/**
 * The form in which a run is kept. An older row is brought to it (see `migrate`); one of a newer version of this
 * extension is left alone, on disk too, and not guessed at.
 */
export const rowVersion = 1;

/** One run as it lies on disk: without the key (no value that flows has it) and without chosen files. */
export interface HistoryRow {
  readonly version: typeof rowVersion;
  readonly exchange: Exchange;
  /** What it was built from; *Send again* starts here. */
  readonly draft: Draft;
  /** Had a file part, which is not kept: it has to be chosen again. */
  readonly hadFiles: boolean;
  /** One per intended action: sent again, it is the same action. */
  readonly idempotencyKey: string;
  /** The run that this one came of: by a remedy, or sent again. It may be kept no longer. */
  readonly after?: string;
  /** The window that ran it; tells a run that goes on elsewhere from one that was cut off. */
  readonly owner: { readonly pid: number; readonly window: string };
}

/** A row as read back, or undefined for anything else: files are input. */
export function parseRow(text: string): HistoryRow | undefined {
  try {
    const row = migrate(JSON.parse(text), rowVersion) as Partial<HistoryRow> | undefined;
    if (!row) return undefined;
    const { exchange, draft, owner } = row;
    const whole =
      typeof exchange?.id === 'string' &&
      Array.isArray(exchange.attempts) &&
      typeof exchange.outcome.kind === 'string' &&
      typeof draft?.operationId === 'string' &&
      typeof owner?.pid === 'number';
    return whole ? (row as HistoryRow) : undefined;
  } catch {
    return undefined;
  }
}
