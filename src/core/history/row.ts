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
 * The version of a row's form. An older row is brought to it (see `migrate`); a row of a newer version is ignored and
 * stays on disk as it is.
 */
export const rowVersion = 2;

/** One run as it is on disk: without the key (no draft or exchange has it) and without chosen files. */
export interface HistoryRow {
  readonly version: typeof rowVersion;
  readonly exchange: Exchange;
  /** The draft that the request was built from; *Send again* starts with it. */
  readonly draft: Draft;
  /** Whether the request had a file, which is not kept and has to be chosen again. */
  readonly hadFiles: boolean;
  /** The row was too long: of its long texts, the draft's among them, only the beginning is left. */
  readonly cut?: true;
  /** One per intended action: *Send again* repeats the action and uses the same key. */
  readonly idempotencyKey: string;
  /** Id of the run that this one came from, by a fix or by *Send again*. Its row may be gone. */
  readonly after?: string;
  /** The window that ran it. It tells a run that goes on elsewhere from one that was cut off. */
  readonly owner: { readonly pid: number; readonly window: string };
}

/** The row, or undefined for anything that is no whole row: files are untrusted input. */
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

/** No run that was sent is nested deeper. Writing, comparing and searching a row recurse over it. */
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
