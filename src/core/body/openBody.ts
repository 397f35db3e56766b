import { BodyModel, type BodyBadge } from './bodyModel';
import { indexJson, type JsonIndex } from './jsonIndex';
import { char, skipSpace } from './jsonTokens';
import { decode } from './source';
import { countNotUtf8, toUtf8 } from './utf8';

const nothing: JsonIndex = {
  length: 0,
  at: new Uint32Array(0),
  size: new Uint32Array(0),
  tooDeep: false,
};

/**
 * Reads any bytes, up to 50 MB (offsets are 32-bit), and never throws: JSON whatever the content type says, and whatever
 * of it comes before a fault; all else is text. The bytes are kept, not copied, and must not change.
 */
export function openBody(received: Uint8Array, contentType: string): BodyModel {
  const bytes = toUtf8(received, contentType);
  if (bytes.length === 0) return new BodyModel('none', [], bytes, nothing, 0);
  const start = skipSpace(bytes, 0);
  const badges: BodyBadge[] = [];
  const notUtf8 = countNotUtf8(bytes);
  if (notUtf8 > 0) badges.push({ code: 'notUtf8', bytes: notUtf8 });

  const saysJson = /json/i.test(contentType);
  const looksJson = bytes[start] === char.openBrace || bytes[start] === char.openBracket;
  const index = saysJson || looksJson ? indexJson(bytes, start) : nothing;
  const isWhole = index.length > 0 && index.error === undefined;
  if (isHtml(bytes, start, contentType)) badges.push({ code: 'html' });
  if (isWhole && !saysJson) badges.push({ code: 'sniffed' });
  if (saysJson && index.error !== undefined) {
    badges.push({ code: 'notJson', ...position(bytes, index.error) });
  }
  if (index.tooDeep) badges.push({ code: 'tooDeep' });
  if (isWhole) return new BodyModel('json', badges, bytes, index, bytes.length);
  // Of a broken document the tree shows what was read, and lines the rest, from the faulty member or item on.
  if (saysJson && index.length > 1 && index.rest !== undefined) {
    return new BodyModel('json', badges, bytes, index, index.rest);
  }
  return new BodyModel('text', badges, bytes, nothing, 0);
}

function isHtml(bytes: Uint8Array, start: number, contentType: string): boolean {
  if (bytes[start] !== 0x3c) return false;
  return (
    /html/i.test(contentType) ||
    /^<(!doctype html|html|head|body)\b/i.test(decode(bytes, start, start + 64))
  );
}

/** Line and column of a byte, from 1, as an editor counts them. */
function position(bytes: Uint8Array, offset: number): { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  for (let p = 0; p < offset; p++) {
    if (bytes[p] !== 0x0a) continue;
    line++;
    lineStart = p + 1;
  }
  return { line, column: decode(bytes, lineStart, offset).length + 1 };
}
