import { parseJson } from '../request/parseJson';
import {
  keyVariable,
  type Snippet,
  type SnippetRequest,
  type UploadedFile,
} from './snippetRequest';

/** Always the same, so that a copied request is; unlikely to be a line of a file. */
const boundary = 'jobo-boundary-7d1f4b2c9e';

/** `$processEnv` is REST Client's; httpYac reads it too. */
const keyLine = `x-api-key: {{$processEnv ${keyVariable}}}`;

/**
 * For REST Client and httpYac. Both replace `{{…}}` anywhere, and httpYac runs it as a script: text of a person or a
 * server must never contain one.
 */
export function httpFile(request: SnippetRequest): Snippet {
  const { files, body, headers } = request;
  const template = Object.entries(headers).find(([, value]) => value.includes('{{'));
  if (template) return { ok: false, problem: { code: 'header', name: template[0] } };
  const file = files.find(({ name, part }) => /\{\{/.test(name + part) || name.trim() !== name);
  if (file) return { ok: false, problem: { code: 'fileName', name: file.name } };
  // No line of JSON begins with `#`, `//`, `@`, `<` or `>`, which have a meaning here; lines of other texts may.
  if (body !== undefined && !parseJson(body).ok) return { ok: false, problem: { code: 'body' } };
  const lines = [
    `### ${request.title}`,
    `${request.method} ${request.origin}${request.target}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(files.length > 0 ? [`content-type: multipart/form-data; boundary=${boundary}`] : []),
    ...(request.key === 'none' ? [] : [keyLine]),
    ...(body === undefined ? [] : ['', withoutTemplates(body)]),
    ...(files.length > 0 ? ['', ...files.flatMap(part), `--${boundary}--`] : []),
  ];
  return { ok: true, text: `${lines.join('\n')}\n` };
}

/** In JSON, two opening braces can be adjacent only inside a string, where the second one can be escaped. */
const withoutTemplates = (json: string): string => json.replace(/(?<=\{)\{/g, '\\u007b');

const part = ({ part: name, name: file, type }: UploadedFile): string[] => [
  `--${boundary}`,
  `content-disposition: form-data; name="${name}"; filename="${file}"`,
  `content-type: ${type}`,
  '',
  `< ./${file}`,
];
