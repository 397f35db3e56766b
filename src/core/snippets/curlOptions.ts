import type { SnippetRequest } from './snippetRequest';

/** Long option names without their dashes; every one takes a value. */
export type CurlOption = readonly [name: 'request' | 'header' | 'data-raw' | 'form', value: string];

const withBody: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

/** curl's options, except for the address and the key; not yet quoted for a shell. */
export function curlOptions({ method, headers, body, files }: SnippetRequest): CurlOption[] {
  const isUpload = files.length > 0;
  const isEmpty = body === undefined && !isUpload && withBody.has(method);
  const sent = Object.entries(headers).map(([name, value]): CurlOption => [
    'header',
    line(name, value),
  ]);
  return [
    ...(method === 'GET' ? [] : [['request', method] as const]),
    ...sent,
    // Without data curl sends no length; with empty data it would add a content type.
    ...(isEmpty
      ? ([
          ['header', 'content-type:'],
          ['data-raw', ''],
        ] as const)
      : []),
    ...(body === undefined ? [] : [['data-raw', body] as const]),
    ...files.map(({ part, name, type }): CurlOption => {
      // `-` alone would mean the standard input.
      const path = name === '-' ? './-' : name;
      return ['form', `${part}=@"${path}";filename="${name}";type=${type}`];
    }),
  ];
}

/** `name;` sends an empty header; `name:` would remove it. */
const line = (name: string, value: string): string =>
  value.trim() === '' ? `${name};` : `${name}: ${value}`;

/** The name of the first header with a value outside ASCII. */
export const notAscii = (headers: Readonly<Record<string, string>>): string | undefined =>
  // eslint-disable-next-line no-control-regex -- the whole of ASCII
  Object.entries(headers).find(([, value]) => /[^\x00-\x7f]/.test(value))?.[0];
