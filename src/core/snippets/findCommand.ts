import { assignmentsBefore } from './assignments';
import { closerOf, gutterOf, isComment, isProse, mayBegin, shellOf } from './prefix';
import { producerBefore } from './producer';
import type { Fill } from './shellWord';
import type { Input } from './splitCommand';

/** A curl command in a text, and what the text around it shows. */
export interface FoundCommand {
  /** Offset of the program. */
  readonly at: number;
  /** Offset behind the program. */
  readonly from: number;
  readonly closer?: string;
  readonly gutter?: RegExp;
  /** The shell, by the prompt or the text before. */
  readonly shell?: 'cmd' | 'powerShell';
  readonly fill: () => Fill;
  readonly input?: Input;
  /** It is commented out, or stands behind root's prompt `#`, which looks the same. */
  readonly isComment: boolean;
}

/** `curl`, followed by a blank or a line continuation. */
const program =
  // eslint-disable-next-line no-control-regex -- a terminal's command may follow
  /curl(?:\.exe|(?<=\bcurlimages\/curl):[\w.-]{1,60})?(["']?)(?=[\s\x1b\u200b\ufeff]|[\\^`][ \t]*\r?\n)/gi;
/** As our own *Copy as* writes it, since `curl` alone is another command in Windows PowerShell. */
const looked = /&[ \t]*\((?:Get-Command|gcm)[ \t]+curl(?:\.exe)?[^)\r\n]{0,200}\)/giy;

/** In characters; no prompt, path or list of wrappers is longer. */
const longestPrefix = 300;

/** The first curl command from an offset on; a commented one only if there is no other. */
export function findCommand(text: string, from = 0): FoundCommand | undefined {
  let second: Match | undefined;
  for (const match of matchesIn(text, from)) {
    if (!match.isComment) return described(text, match);
    second ??= match;
  }
  return second && described(text, second);
}

interface Match {
  readonly at: number;
  readonly from: number;
  /** The line up to the program. */
  readonly prefix: string;
  readonly isComment: boolean;
}

function* matchesIn(text: string, from: number): Generator<Match> {
  const form = new RegExp(program);
  form.lastIndex = from;
  for (let found = form.exec(text); found; found = form.exec(text)) {
    const match = matchOf(text, found, Math.max(from, found.index - longestPrefix));
    if (match) yield match;
  }
}

function matchOf(text: string, found: RegExpExecArray, earliest: number): Match | undefined {
  const [all, quote = ''] = found;
  const line = text.slice(earliest, found.index).replace(/^[^]*\n/, '');
  const end = found.index + all.length;
  const cut = /(?:Get-Command|gcm)[ \t]+$/i.exec(line);
  if (cut) return lookedUp(text, found.index - line.length, line, cut.index);
  if (/--image[= ]["']?[\w./-]*$/.test(line)) return ofImage(text, found.index, end, line);
  const path = quote === '' ? pathLength(line) : quotedLength(line, quote);
  // A quote behind the program that does not open before it closes the text around the command.
  const isOwnQuote = path !== undefined;
  const prefix = line.slice(0, line.length - (path ?? 0));
  const from = isOwnQuote || quote === '' ? end : end - quote.length;
  if (!mayBegin(prefix) || isProse(text, from)) return undefined;
  return { at: found.index - (path ?? 0), from, prefix, isComment: isComment(prefix) };
}

/** A container's image: its arguments stand behind `--`, and may name curl again, which is then the match. */
function ofImage(text: string, at: number, end: number, line: string): Match | undefined {
  const [behind] = /^[^\n]*?\s--\s+/.exec(text.slice(end, end + longestPrefix)) ?? [];
  if (
    behind === undefined ||
    /^\S*curl\s/.test(text.slice(end + behind.length, end + behind.length + 99))
  )
    return undefined;
  return { at, from: end + behind.length, prefix: line, isComment: isComment(line) };
}

function lookedUp(text: string, start: number, line: string, to: number): Match | undefined {
  const at = line.lastIndexOf('&', to);
  looked.lastIndex = start + at;
  const all = at < 0 ? undefined : looked.exec(text)?.[0];
  if (all === undefined) return undefined;
  const prefix = line.slice(0, at);
  return { at: start + at, from: start + at + all.length, prefix, isComment: false };
}

/** The length of an unquoted folder before the program's name. */
function pathLength(line: string): number {
  if (!/[\\/]$/.test(line)) return 0;
  let start = line.length;
  while (start > 0 && !/[\s"'`()|;&=<>\u200b\ufeff]/.test(line.charAt(start - 1))) start -= 1;
  // The slashes of a comment or an address are no folder.
  const path = line.slice(start);
  return /^\/\/$|:\/\//.test(path) ? 0 : path.length;
}

function quotedLength(line: string, quote: string): number | undefined {
  const at = line.lastIndexOf(quote);
  return at < 0 || !/^.\$?(?:.*[\\/])?$/.test(line.slice(at)) ? undefined : line.length - at;
}

function described(text: string, match: Match): FoundCommand {
  const { at, from, prefix } = match;
  const closer = closerOf(prefix);
  const gutter = gutterOf(prefix);
  const { fill, isCmd, isPowerShell } = assignmentsBefore(text, at);
  const assigned = isPowerShell ? 'powerShell' : isCmd ? 'cmd' : undefined;
  const shell = shellOf(prefix, text.slice(at, from)) ?? assigned;
  const isPiped = /(?<!\|)\|[\s\\`]*$/.test(text.slice(Math.max(0, at - longestPrefix), at));
  return {
    at,
    from,
    fill,
    isComment: match.isComment,
    ...(closer !== undefined && { closer }),
    ...(gutter && { gutter }),
    ...(shell && { shell }),
    ...(isPiped && { input: producerBefore(text, at, fill()) }),
  };
}

/** Whether another command follows an offset. @param alsoComments commented ones count, too */
export function hasCommand(text: string, from: number, alsoComments: boolean): boolean {
  for (const match of matchesIn(text, from)) if (alsoComments || !match.isComment) return true;
  return false;
}
