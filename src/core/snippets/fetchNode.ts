import {
  keyVariable,
  type Snippet,
  type SnippetRequest,
  type UploadedFile,
} from './snippetRequest';

/** For Node 18 and later, as an ECMAScript module, since it uses a top-level `await`. */
export function fetchNode(request: SnippetRequest): Snippet {
  const { files, method, body, headers, key } = request;
  const fields = [
    ...Object.entries(headers).map(([name, value]) => `${literal(name)}: ${literal(value)}`),
    ...keyFields[key],
  ];
  const content = files.length > 0 ? 'body: form' : body !== undefined && `body: ${text(body)}`;
  const options = [
    `method: ${literal(method)}`,
    `headers: {\n    ${fields.join(',\n    ')},\n  }`,
    ...(content === false ? [] : [content]),
  ];
  const lines = [
    ...(files.length > 0
      ? ["import { readFile } from 'node:fs/promises';", '', ...form(files)]
      : []),
    `const response = await fetch(${literal(request.origin + request.target)}, {`,
    ...options.map(option => `  ${option},`),
    '});',
    'console.log(response.status, await response.text());',
  ];
  return { ok: true, text: lines.join('\n') };
}

const read = `process.env.${keyVariable}`;

const keyFields: Readonly<Record<SnippetRequest['key'], readonly string[]>> = {
  none: [],
  optional: [`...(${read} && { 'x-api-key': ${read} })`],
  required: [`'x-api-key': ${read} ?? ''`],
};

const form = (files: readonly UploadedFile[]): string[] => [
  'const form = new FormData();',
  ...files.map(({ part, name, type }) => {
    const blob = `new Blob([await readFile(${literal(name)})], { type: ${literal(type)} })`;
    return `form.set(${literal(part)}, ${blob}, ${literal(name)});`;
  }),
];

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r' };

const literal = (value: string): string =>
  `'${value.replace(/[\\']/g, '\\$&').replace(/[\n\r]/g, mark => escapes[mark] ?? '')}'`;

/** A text of several lines becomes a template literal, in which CR is escaped, since it would turn CR LF into LF. */
const text = (value: string): string =>
  value.includes('\n')
    ? `\`${value.replace(/\\|`|\$(?=\{)/g, '\\$&').replaceAll('\r', '\\r')}\``
    : literal(value);
