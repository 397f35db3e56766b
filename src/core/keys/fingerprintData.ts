import { anchorLength, mostAnchor } from './anchors';
import type { Fingerprints, TagKind } from './fingerprints';
import { leastBeginning, tagKinds } from './fingerprints';

/** Fingerprints as JSON. They hold no text of a key. */
export interface FingerprintData extends Readonly<Record<TagKind, readonly string[]>> {
  readonly salt: string;
  readonly pieceLengths: readonly number[];
  readonly valueLengths: readonly number[];
  readonly longestBeginning: number;
  readonly anchors: readonly number[];
  readonly odd: string;
}

export function toData(prints: Fingerprints): FingerprintData {
  const tags = (kind: TagKind): string[] => [...prints.tags(kind)];
  return {
    salt: Buffer.from(prints.salt).toString('base64'),
    secret: tags('secret'),
    beside: tags('beside'),
    beginning: tags('beginning'),
    value: tags('value'),
    pieceLengths: [...prints.pieceLengths],
    valueLengths: [...prints.valueLengths],
    longestBeginning: prints.longestBeginning,
    anchors: prints.anchors.marked(),
    odd: prints.odd,
  };
}

/** Adds fingerprints that were made with the same salt. */
export function join(prints: Fingerprints, data: FingerprintData): void {
  for (const kind of tagKinds) for (const tag of data[kind]) prints.tags(kind).add(tag);
  for (const length of data.pieceLengths) prints.pieceLengths.add(length);
  for (const length of data.valueLengths) prints.valueLengths.add(length);
  for (const anchor of data.anchors) prints.anchors.mark(anchor);
  prints.longestBeginning = Math.max(prints.longestBeginning, data.longestBeginning);
  for (const character of data.odd) if (!prints.odd.includes(character)) prints.odd += character;
}

const longest = 65_536;
const isWhole = (value: unknown, least: number, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
const isList = (value: unknown, isItem: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(isItem);
const isText = (item: unknown): item is string => typeof item === 'string';

/** Whether `toData` could have made it. */
export function isData(data: unknown): data is FingerprintData {
  if (typeof data !== 'object' || data === null) return false;
  const members = new Map(Object.entries(data));
  const has = (name: keyof FingerprintData, is: (value: unknown) => boolean): boolean =>
    is(members.get(name));
  const lengths = (least: number) => (value: unknown) =>
    isList(value, item => isWhole(item, least, longest));
  return (
    has('salt', value => isText(value) && value !== '') &&
    tagKinds.every(kind => has(kind, value => isList(value, isText))) &&
    has('pieceLengths', lengths(anchorLength)) &&
    has('valueLengths', lengths(1)) &&
    has('longestBeginning', value => value === 0 || isWhole(value, leastBeginning, longest)) &&
    has('anchors', value => isList(value, item => isWhole(item, 0, mostAnchor))) &&
    has('odd', isText)
  );
}
