import type { Exchange } from '../exchange';
import type { Draft, FilePart, Unsendable } from '../request/draft';
import {
  isAnything,
  isFlag,
  isNumber,
  isShallow,
  isText,
  listOf,
  nameIn,
  optional,
  recordOf,
  shapeOf,
  type Is,
} from '../shape';
import { knownPart } from './diagnosisShape';
import { isExchange } from './exchangeShape';
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

/** A row as read back whole, or undefined for anything else: files are input. */
export function parseRow(text: string): HistoryRow | undefined {
  try {
    const row = withKnownDiagnosis(migrate(JSON.parse(text), rowVersion));
    return isShallow(row, deepest) && isRow(row) ? row : undefined;
  } catch {
    return undefined;
  }
}

function withKnownDiagnosis(row: Readonly<Record<string, unknown>> | undefined) {
  const exchange = row?.['exchange'];
  if (!isRecord(exchange) || exchange['diagnosis'] === undefined) return row;
  const { diagnosis, ...others } = exchange;
  const known = knownPart(diagnosis);
  return { ...row, exchange: { ...others, ...(known !== undefined && { diagnosis: known }) } };
}

const isRecord = recordOf(optional(isAnything));

/** No run that was sent is as deep; what is written again, compared or searched recurses over a row. */
const deepest = 500;

const isReason = nameIn<Unsendable>({
  bigint: 1,
  function: 1,
  symbol: 1,
  notFinite: 1,
  undefined: 1,
  cycle: 1,
  otherObject: 1,
  threw: 1,
  tooLarge: 1,
  noText: 1,
  noMembers: 1,
  noFile: 1,
});

const isUnsendable = shapeOf<NonNullable<Draft['unsendable']>[number]>({
  in: nameIn({ path: 1, query: 1, header: 1, body: 1, file: 1 }),
  name: isText,
  pointer: isText,
  why: isReason,
});

export const isDraft = shapeOf<Draft>({
  operationId: isText,
  path: recordOf(isText),
  query: recordOf(isAnything),
  headers: recordOf(isText),
  body: optional(isText),
  files: optional(recordOf(shapeOf<FilePart>({ name: isText, type: isText, base64: isText }))),
  unsendable: optional(listOf(isUnsendable)),
});

export const isOwner = shapeOf<HistoryRow['owner']>({ pid: isNumber, window: isText });

const isVersion: Is<typeof rowVersion> = value => value === rowVersion;

const isRow = shapeOf<HistoryRow>({
  version: isVersion,
  exchange: isExchange,
  draft: isDraft,
  hadFiles: isFlag,
  idempotencyKey: isText,
  after: optional(isText),
  owner: isOwner,
});
