import type { Steps } from '../common/steps';
import { indexJsonInSteps, type JsonIndex } from './jsonIndex';
import { char, skipSpaceInSteps, valueEnd } from './jsonTokens';
import { decode, nameEnd, valueStart } from './source';

/** In bytes: a longer value is no figure, word or short list, and is not read. */
const longestValue = 65_536;
/** In bytes: how much of a longer list is read. */
const mostOfList = 262_144;
/** How many values are passed between two steps. */
const valuesInStep = 16_384;

/**
 * Reads members of a JSON object of any size, in steps. A long list has its whole length, but only its first items; any
 * other long value is left out. Of members with one name the last counts.
 * @returns undefined if the bytes are not JSON to their end, or no object
 */
export function* topMembers(
  bytes: Uint8Array,
  wanted: ReadonlySet<string>,
): Steps<Readonly<Record<string, unknown>> | undefined> {
  const start = yield* skipSpaceInSteps(bytes, 0);
  if (bytes[start] !== char.openBrace) return undefined;
  const index = yield* indexJsonInSteps(bytes, start);
  if (index.error !== undefined) return undefined;
  const members = new Map<string, unknown>();
  for (let node = 1, passed = 1; node < index.length; node += index.size[node] ?? 1) {
    if (passed++ % valuesInStep === 0) yield;
    const name = nameOf(bytes, index.at[node] ?? 0);
    if (name === undefined || !wanted.has(name)) continue;
    yield;
    members.set(name, yield* valueOf(bytes, index, node));
  }
  return Object.fromEntries(members);
}

/** In bytes, quotes and escapes included; more than any name that is wanted. */
const longestName = 300;

function nameOf(bytes: Uint8Array, at: number): string | undefined {
  const end = nameEnd(bytes.subarray(0, at + longestName), at);
  return end === undefined ? undefined : (JSON.parse(decode(bytes, at, end)) as string);
}

function* valueOf(bytes: Uint8Array, index: JsonIndex, node: number): Steps<unknown> {
  const start = valueStart(bytes, index.at[node] ?? 0, index.long);
  if (endOf(bytes, index, node) - start <= longestValue) return parsed(bytes, start);
  return bytes[start] === char.openBracket ? yield* listOf(bytes, index, node) : undefined;
}

function* listOf(bytes: Uint8Array, index: JsonIndex, list: number): Steps<unknown[]> {
  const items: unknown[] = [];
  const end = list + (index.size[list] ?? 1);
  let [read, length] = [0, 0];
  for (let node = list + 1; node < end; node += index.size[node] ?? 1) {
    length += 1;
    if (length % valuesInStep === 0) yield;
    const start = index.at[node] ?? 0;
    const size = endOf(bytes, index, node) - start;
    read += size;
    if (read > mostOfList || size > longestValue) continue;
    // Not pushed: a long item before it leaves its place empty.
    items[length - 1] = parsed(bytes, start);
  }
  items.length = length;
  return items;
}

/** Where a value has ended at the latest: there the next one begins. */
const endOf = (bytes: Uint8Array, index: JsonIndex, node: number): number =>
  index.at[node + (index.size[node] ?? 1)] ?? bytes.length;

const parsed = (bytes: Uint8Array, start: number): unknown =>
  JSON.parse(decode(bytes, start, valueEnd(bytes, start)));
