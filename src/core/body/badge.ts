import { charsetInSteps } from '../charset/charsetOf';
import { utf8InSteps } from '../charset/toUtf8';
import type { Steps } from '../common/steps';
import type { Oddity } from '../transport/transport';
import { checkJson } from './jsonCheck';
import { char, skipSpaceInSteps } from './jsonTokens';
import { decode } from './source';
import { bytesInStep, countNotUtf8 } from './utf8';

/** Facts about an answer's body, besides its bytes. */
export interface BodyFacts {
  /** Length in bytes, decoded. */
  readonly bytes: number;
  readonly contentType: string;
  /** Bytes held in memory, if those are not all: then a temporary file holds the whole body. */
  readonly held?: number;
  /** The body broke off before its end. */
  readonly incomplete?: boolean;
}

/** One oddity of an answer's body. JSON-safe, because the run's row keeps it. */
export type BodyBadge =
  | Oddity
  /** The body broke off after this many bytes. */
  | { readonly code: 'incomplete'; readonly bytes: number }
  /** Only the first `held` bytes are shown; a file holds the whole body. */
  | { readonly code: 'partShown'; readonly held: number; readonly bytes: number }
  /** The content type names a charset that is unknown here; the body is read as UTF-8. */
  | { readonly code: 'unknownCharset'; readonly charset: string }
  /** The content type names `charset`, but the bytes are in `found`. */
  | { readonly code: 'otherCharset'; readonly charset: string; readonly found: string }
  | { readonly code: 'notJson'; readonly line: number; readonly column: number }
  | { readonly code: 'notUtf8'; readonly bytes: number }
  | { readonly code: 'tooDeep' }
  | { readonly code: 'html' }
  /** The body is JSON, but its content type does not say so. */
  | { readonly code: 'sniffed' }
  /** `count` members repeat a name of their own object; `name` is the first repeated one. */
  | { readonly code: 'duplicateMembers'; readonly name: string; readonly count: number };

/** Badges that make sense for decoded text only. */
const ofText: ReadonlySet<BodyBadge['code']> = new Set([
  'unknownCharset',
  'otherCharset',
  'notJson',
  'notUtf8',
]);

/** In UTF-16 units. Longer names are cut, because a badge is one line. */
const longestName = 80;

/**
 * Finds the oddities of a body of any size, in steps.
 * @param odd what the transport found, such as an unknown coding
 */
export function* badgesOf(
  bytes: Uint8Array,
  facts: BodyFacts,
  odd: readonly Oddity[] = [],
): Steps<readonly BodyBadge[]> {
  const { bytes: length, held, incomplete } = facts;
  const isCut = incomplete === true || held !== undefined;
  const isCoded = odd.some(({ code }) => code === 'unknownCoding');
  const found = yield* badgesIn(bytes, facts.contentType, isCut);
  return [
    ...(incomplete === true ? [{ code: 'incomplete', bytes: length } as const] : []),
    ...(held === undefined ? [] : [{ code: 'partShown', held, bytes: length } as const]),
    ...odd,
    // Bytes in an unknown coding are no text: these badges would mislead.
    ...found.filter(({ code }) => !(isCoded && ofText.has(code))),
  ];
}

function* badgesIn(
  received: Uint8Array,
  contentType: string,
  isCut: boolean,
): Steps<readonly BodyBadge[]> {
  const bytes = yield* utf8InSteps(received, contentType);
  if (bytes.length === 0) return [];
  const badges: BodyBadge[] = yield* charsetBadge(received, contentType);
  const notUtf8 = yield* countNotUtf8(bytes);
  if (notUtf8 > 0) badges.push({ code: 'notUtf8', bytes: notUtf8 });
  if (yield* isHtml(bytes, contentType)) badges.push({ code: 'html' });
  if (!(yield* mayBeJson(bytes, contentType))) return badges;
  const { error, tooDeep, repeated } = yield* checkJson(bytes, 0);
  const saysJson = isJsonType(contentType);
  if (error === undefined && !saysJson) badges.push({ code: 'sniffed' });
  // A cut body fails at its end, which is no fault of the JSON.
  if (saysJson && error !== undefined && !(isCut && error >= bytes.length)) {
    badges.push({ code: 'notJson', ...(yield* position(bytes, error)) });
  }
  if (tooDeep) badges.push({ code: 'tooDeep' });
  if (repeated && (saysJson || error === undefined)) {
    const { name, count } = repeated;
    badges.push({
      code: 'duplicateMembers',
      name: name.slice(0, longestName).toWellFormed(),
      count,
    });
  }
  return badges;
}

function* charsetBadge(received: Uint8Array, contentType: string): Steps<BodyBadge[]> {
  const { name, said = '', odd } = yield* charsetInSteps(received, contentType);
  if (odd === undefined) return [];
  return odd === 'unknown'
    ? [{ code: 'unknownCharset', charset: said }]
    : [{ code: 'otherCharset', charset: said, found: name }];
}

export const isJsonType = (contentType: string): boolean => /json/i.test(contentType);

/** Whether the content type says JSON, or the body begins with `{` or `[`. */
export function* mayBeJson(bytes: Uint8Array, contentType: string): Steps<boolean> {
  const first = bytes[yield* skipSpaceInSteps(bytes, 0)];
  return isJsonType(contentType) || first === char.openBrace || first === char.openBracket;
}

function* isHtml(bytes: Uint8Array, contentType: string): Steps<boolean> {
  const start = yield* skipSpaceInSteps(bytes, 0);
  if (bytes[start] !== 0x3c) return false;
  return (
    /html/i.test(contentType) ||
    /^<(!doctype html|html|head|body)\b/i.test(decode(bytes, start, start + 64))
  );
}

/** Line and column of a byte, from 1, as an editor counts them. */
function* position(
  bytes: Uint8Array,
  offset: number,
): Steps<{ readonly line: number; readonly column: number }> {
  let line = 1;
  let lineStart = 0;
  for (let p = 0; p < offset; p++) {
    if (p % bytesInStep === 0) yield;
    if (bytes[p] !== 0x0a) continue;
    line++;
    lineStart = p + 1;
  }
  return { line, column: decode(bytes, lineStart, offset).length + 1 };
}
