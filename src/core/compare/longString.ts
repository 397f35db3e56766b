import { char } from '../body/jsonTokens';
import type { Steps } from '../common/steps';

/** How many units are read between two steps. */
const unitsInStep = 32_768;

export interface LongString {
  /** As `JSON.stringify` writes it. */
  readonly text: string;
  /** The offset after its closing quote. */
  readonly end: number;
}

/** Reads the JSON string that opens at `start`, piece by piece, as `JSON.parse` does. */
export function* longString(source: string, start: number): Steps<LongString> {
  const written: string[] = ['"'];
  /** The first half of a surrogate pair, whose second half is in the next piece. */
  let half = '';
  for (let at = start + 1; ;) {
    const end = pieceEnd(source, at);
    const isLast = end >= source.length || source.charCodeAt(end) === char.quote;
    const piece = half + unescaped(source.slice(at, end));
    half = !isLast && endsInHalf(piece) ? piece.slice(-1) : '';
    const whole = half === '' ? piece : piece.slice(0, -1);
    written.push(JSON.stringify(whole).slice(1, -1));
    if (isLast) return { text: `${written.join('')}"`, end: end + 1 };
    at = end;
    yield;
  }
}

/** Where a piece ends: between two characters, as they are written, or at the closing quote. */
function pieceEnd(source: string, start: number): number {
  const until = Math.min(source.length, start + unitsInStep);
  let at = start;
  while (at < until) {
    const c = source.charCodeAt(at);
    if (c === char.quote) break;
    at += c === char.backslash ? (source[at + 1] === 'u' ? 6 : 2) : 1;
  }
  return at;
}

const unescaped = (piece: string): string =>
  piece.includes('\\') ? (JSON.parse(`"${piece}"`) as string) : piece;

function endsInHalf(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last < 0xdc00;
}
