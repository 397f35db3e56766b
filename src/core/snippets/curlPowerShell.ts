import { curlOptions, notAscii } from './curlOptions';
import { keyVariable, type Snippet, type SnippetRequest } from './snippetRequest';

/**
 * For PowerShell 5.1 and 7. Windows PowerShell loses quotes inside arguments and writes ASCII into pipes, so everything
 * is passed as curl configuration on the standard input, in ASCII. A JSON body keeps its value: other characters are
 * written as `\u` escapes.
 */
export function curlPowerShell(request: SnippetRequest): Snippet {
  const name = notAscii(request.headers);
  if (name !== undefined) return { ok: false, problem: { code: 'header', name } };
  const file = request.files.find(each => !isAscii(each.name) || !isAscii(each.part));
  if (file) return { ok: false, problem: { code: 'fileName', name: file.name } };
  const lines = curlOptions(request).map(([option, value]) =>
    literal(`${option} = "${configured(option === 'data-raw' ? asciiJson(value) : value)}"`),
  );
  const key = request.key === 'none' ? '' : ` --header "X-Api-Key: $env:${keyVariable}"`;
  const all = [literal(`url = "${request.origin}${request.target}"`), ...lines];
  // `curl` alone is another command in Windows PowerShell.
  const curl = '(Get-Command curl -CommandType Application | Select-Object -First 1)';
  return { ok: true, text: `@(\n  ${all.join('\n  ')}\n) | & ${curl} --config -${key}` };
}

// eslint-disable-next-line no-control-regex -- the whole of ASCII
const isAscii = (text: string): boolean => /^[\x00-\x7f]*$/.test(text);

/** A PowerShell string in which only the quote is special; typographic quotes cannot occur, as it is ASCII. */
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Escapes a text for double quotes in curl's configuration. */
const configured = (text: string): string =>
  text.replace(/[\\"\n\r\t]/g, mark => escapes[mark] ?? '');

/** JSON has characters outside ASCII only in strings, which can escape them. */
const asciiJson = (json: string): string =>
  json.replace(
    /[^\0-\x7e]/g, // by UTF-16 unit, as JSON escapes it
    unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
