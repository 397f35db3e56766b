import type { Exchange } from '../exchange';
import type { Draft } from '../request/draft';
import {
  isFlag,
  isNumber,
  isShallow,
  isText,
  isTrue,
  optional,
  shapeOf,
  type Is,
} from '../common/shape';
import { isDraft } from './draftShape';
import { isExchange } from './exchangeShape';
import { migrate } from './migrate';
import { inKnownWords } from './newerWords';

/**
 * The form in which a run is kept. An older row is brought to it (see `migrate`); one of a newer version of this
 * extension is left alone, on disk too, and not guessed at.
 */
export const rowVersion = 2;

/** One run as it lies on disk: without the key (no value that flows has it) and without chosen files. */
export interface HistoryRow {
  readonly version: typeof rowVersion;
  readonly exchange: Exchange;
  /** What it was built from; *Send again* starts here. */
  readonly draft: Draft;
  /** Had a file part, which is not kept: it has to be chosen again. */
  readonly hadFiles: boolean;
  /** It was too long to be kept: of long texts, the draft's among them, the beginning is all that is left. */
  readonly cut?: true;
  /** One per intended action: sent again, it is the same action. */
  readonly idempotencyKey: string;
  /** The run that this one came of: by a fix, or sent again. It may be kept no longer. */
  readonly after?: string;
  /** The window that ran it; tells a run that goes on elsewhere from one that was cut off. */
  readonly owner: { readonly pid: number; readonly window: string };
}

/** A row as read back whole, or undefined for anything else: files are input. */
export function parseRow(text: string): HistoryRow | undefined {
  try {
    const row = migrate(JSON.parse(text), rowVersion);
    if (!isShallow(row, deepest)) return undefined;
    if (isRow(row)) return row;
    const known = inKnownWords(row);
    return isRow(known) ? known : undefined;
  } catch {
    return undefined;
  }
}

/** No run that was sent is as deep; what is written again, compared or searched recurses over a row. */
const deepest = 500;

export const isOwner = shapeOf<HistoryRow['owner']>({ pid: isNumber, window: isText });

const isVersion: Is<typeof rowVersion> = value => value === rowVersion;

const isRow = shapeOf<HistoryRow>({
  version: isVersion,
  exchange: isExchange,
  draft: isDraft,
  hadFiles: isFlag,
  cut: optional(isTrue),
  idempotencyKey: isText,
  after: optional(isText),
  owner: isOwner,
});
