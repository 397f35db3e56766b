import type { CurlArgument } from './curlArguments';
import type { Hole } from './shellWord';

export type PastedAddress =
  | {
      readonly ok: true;
      readonly url: URL;
      /** The name of a variable in place of the API's address. */
      readonly variable?: string;
    }
  | {
      readonly ok: false;
      readonly problem:
        | { readonly code: 'noAddress'; readonly at: number }
        | {
            readonly code: 'expansion' | 'pattern' | 'placeholder';
            readonly at: number;
            readonly name: string;
          };
    };

/** `{{baseUrl}}`, `<host>` and the like in documents, and `%BASE_URL%` of cmd. */
const written =
  /^(?:https?:\/\/)?(\{\{[^{}/]{1,60}\}\}|<[^<>/]{1,60}>|%[A-Za-z_]\w{0,60}%|\{\w{1,60}\})/i;

/** A path segment to be filled in, as documents and routers write it. */
const toFillIn =
  /\/(<[^<>/?#]{1,200}>|:[A-Za-z]\w{0,60}|\{[A-Za-z][\w -]{0,60}\}|\[(?!.-.[:\]])[A-Za-z][\w -]{0,60}\])(?=[/?#]|$)/;

/** Invisible characters; no address contains one. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+/g;

/** The address within angle brackets, as chats write it, or within a Markdown link. */
function plain(text: string): string {
  const [, bracketed] = /^<(https?:[^|>]*)(?:\|[^>]*)?>$/i.exec(text) ?? [];
  const [, linked] = /^\[[^\]]*\]\((https?:[^)]*)\)$/i.exec(text) ?? [];
  return bracketed ?? linked ?? text;
}

/** An address that cannot exist (RFC 2606, section 2). */
const nowhere = 'https://variable.invalid';

/** Reads an address, also one without a scheme, as curl does. @param isLiteral `--globoff`: braces are no patterns */
export function pastedAddress(
  { value, at, holes }: CurlArgument,
  { isLiteral }: { readonly isLiteral: boolean },
): PastedAddress {
  const text = plain(value.replace(invisible, '').trim());
  const variable = variableOf(text, holes[0]);
  const [missing] = variable?.isHole ? holes.slice(1) : holes;
  if (missing) return refused({ code: 'expansion', at: missing.at, name: missing.name });
  const rest = variable ? text.slice(variable.length).replace(/^[^/?#]*/, '') : text;
  if (variable && rest === '') return refused({ code: 'expansion', at, name: variable.name });
  const [, name] = toFillIn.exec(rest) ?? [];
  if (name !== undefined) return refused({ code: 'placeholder', at, name });
  const pattern = isLiteral ? undefined : patternIn(rest);
  if (pattern !== undefined) return refused({ code: 'pattern', at, name: pattern });
  const full = variable ? nowhere + rest : withScheme(unescaped(rest));
  if (!URL.canParse(full)) return refused({ code: 'noAddress', at });
  return { ok: true, url: new URL(full), ...(variable && { variable: variable.name }) };
}

const refused = (problem: Extract<PastedAddress, { ok: false }>['problem']): PastedAddress => ({
  ok: false,
  problem,
});

/** Adds a missing scheme. curl assumes http, but an internet name is the API's, which needs https. */
function withScheme(text: string): string {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return text;
  return `${/^(?:localhost|[\d.]+|\[[\da-f:.]+\])(?=[:/?#]|$)/i.test(text) ? 'http' : 'https'}://${text}`;
}

/** A variable or placeholder in place of the address or its host. */
function variableOf(text: string, hole: Hole | undefined) {
  const scheme = /^https?:\/\//i.exec(text)?.[0] ?? '';
  if (hole && text.startsWith(hole.written, scheme.length))
    return { name: hole.name, length: scheme.length + hole.written.length, isHole: true };
  const [all, name] = written.exec(text) ?? [];
  return all === undefined || name === undefined
    ? undefined
    : { name, length: all.length, isHole: false };
}

/** A set or range, from which curl makes several addresses: https://curl.se/docs/manpage.html#URL. */
function patternIn(text: string): string | undefined {
  const form = /\\[{}[\]]|\[\]|[{}]|[[\]]/g;
  const host = /^(?:[a-z][a-z\d+.-]*:\/\/)?(?:[^/@]*@)?\[[\da-f:.%]*\]?/i.exec(text)?.[0] ?? '';
  form.lastIndex = host.length;
  for (let found = form.exec(text); found; found = form.exec(text)) {
    const [mark] = found;
    if (mark.length > 1) continue;
    const end = /[}\]]/.exec(text.slice(found.index, found.index + 60));
    return text.slice(found.index, found.index + (end ? end.index + 1 : 20));
  }
  return undefined;
}

/** Removes backslashes before pattern characters, which they make literal. */
const unescaped = (text: string): string => text.replace(/\\([{}[\]])/g, '$1');
