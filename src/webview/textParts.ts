/** A piece of a text: drawn as it is, marked as a hit of the search, or drawn as its code point. */
export interface TextPart {
  readonly kind: 'plain' | 'hit' | 'control';
  readonly text: string;
}

/** Ranges of characters (first, last) that are invisible, change the direction of others, or control a terminal. */
const controls: readonly (readonly [number, number])[] = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0x61c, 0x61c],
  [0x200b, 0x200b],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x2069],
  [0xfeff, 0xfeff],
];

const isControl = (code: number): boolean =>
  controls.some(([first, last]) => code >= first && code <= last);

/** Splits a text at the hits of a search, which ignores case, and at control characters, which must not act. */
export function textParts(text: string, query = ''): TextPart[] {
  const parts: TextPart[] = [];
  const wanted = query.toLowerCase();
  const folded = text.toLowerCase();
  // Some characters have a lower case of another length. Then offsets do not agree, and nothing is marked.
  const canMark = wanted !== '' && folded.length === text.length;
  let at = 0;
  while (at < text.length) {
    const hit = canMark ? folded.indexOf(wanted, at) : -1;
    const end = hit < 0 ? text.length : hit;
    pushPlain(parts, text.slice(at, end));
    if (hit >= 0) parts.push({ kind: 'hit', text: text.slice(hit, hit + wanted.length) });
    at = hit < 0 ? text.length : hit + wanted.length;
  }
  return parts;
}

function pushPlain(parts: TextPart[], text: string): void {
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (!isControl(code)) continue;
    if (i > from) parts.push({ kind: 'plain', text: text.slice(from, i) });
    parts.push({ kind: 'control', text: codePoint(code) });
    from = i + 1;
  }
  if (from < text.length) parts.push({ kind: 'plain', text: text.slice(from) });
}

/**
 * The parts as one string, for attributes and for what a screen reader says. A longer text is cut: nobody would listen
 * to all of it.
 */
export function plainText(text: string, limit = 500): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return textParts(cut)
    .map(part => part.text)
    .join('');
}

const codePoint = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
