import { indexJson } from './jsonIndex';
import { deepestIndent } from './writeJson';
import { char, isSpace, skipSpace, stringEnd } from './jsonTokens';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Indents JSON by two spaces a level and keeps each token as it is written. Values deeper than `deepestIndent` stay on
 * one line. `undefined` if the text is not JSON.
 */
export function formatJson(text: string): string | undefined {
  const bytes = encoder.encode(text);
  const start = skipSpace(bytes, 0);
  if (indexJson(bytes, start).error !== undefined) return undefined;
  const parts: string[] = [];
  let depth = 0;
  const newLine = (level: number) => {
    if (level <= deepestIndent) parts.push('\n', '  '.repeat(depth));
  };
  for (let p = start; p < bytes.length;) {
    const c = bytes[p] ?? 0;
    const end = c === char.quote ? stringEnd(bytes, p) : p + 1;
    const isOpener = c === char.openBrace || c === char.openBracket;
    const isCloser = c === char.closeBrace || c === char.closeBracket;
    if (isCloser) {
      depth--;
      newLine(depth + 1);
    }
    if (!isSpace(c)) parts.push(decoder.decode(bytes.subarray(p, end)));
    p = end;
    if (c === char.colon) parts.push(' ');
    if (c === char.comma) newLine(depth);
    if (!isOpener) continue;
    const next = skipSpace(bytes, p);
    const isEmpty = bytes[next] === c + 2; // in ASCII a closing bracket stands two after its opener
    if (isEmpty) {
      parts.push(String.fromCharCode(c + 2));
      p = next + 1;
    } else {
      depth++;
      newLine(depth);
    }
  }
  return parts.join('');
}
