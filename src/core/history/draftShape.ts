import type { Draft, FilePart } from '../request/draft';
import type { FindingPlace, Unsendable } from '../request/finding';
import { isAnything, isText, listOf, nameIn, optional, recordOf, shapeOf } from '../common/shape';

export const isReason = nameIn<Unsendable>({
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

export const isPlaceName = nameIn<FindingPlace['in']>({
  path: 1,
  query: 1,
  header: 1,
  body: 1,
  file: 1,
});

const isUnsendable = shapeOf<NonNullable<Draft['unsendable']>[number]>({
  in: isPlaceName,
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
