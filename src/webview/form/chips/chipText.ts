/**
 * Reads what is typed into a list, and writes values as they would be typed. Enter or a comma ends a value; blanks
 * around it are dropped. A backslash before a comma, a blank or a backslash makes it part of the value; `\u000a` is a
 * line break; a backslash alone is the empty text. Everything else stands for itself.
 */
const escapes = /\\(u[\da-fA-F]{4}|[\s\S]?)/g;

/** Splits what is typed into the values that a comma has ended and the rest, which is still being typed. */
export function splitTyped(text: string): {
  readonly done: readonly string[];
  readonly rest: string;
} {
  const ended: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === ',') {
      ended.push(text.slice(start, at));
      start = at + 1;
    }
  }
  const rest = text.slice(start);
  return {
    done: ended.flatMap(part => readTyped(part) ?? []),
    rest: start === 0 ? rest : rest.trimStart(),
  };
}

/** The one value that was typed; undefined where only blanks were. */
export function readTyped(text: string): string | undefined {
  const inner = /^\s*((?:\\[\s\S]?|[^\\\s]|\s+(?=\S))*)/.exec(text)?.[1] ?? '';
  if (inner === '') return undefined;
  return inner.replace(escapes, (whole, escaped: string) => {
    if (escaped.length === 5) return String.fromCharCode(parseInt(escaped.slice(1), 16));
    return /^[\\,\s]?$/.test(escaped) ? escaped : whole;
  });
}

/** How this value would be typed. */
export function typedOf(value: string): string {
  if (value === '') return '\\';
  return value
    .replace(/[\\,]/g, '\\$&')
    .replace(
      /[\r\n\u2028\u2029]/g,
      unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    .replace(/^\s|\s$/g, '\\$&');
}

/** The lines of a pasted text, without blank ones. */
export const linesOf = (text: string): readonly string[] =>
  text
    .split(/[\r\n]+/)
    .map(line => line.trim())
    .filter(line => line !== '');
