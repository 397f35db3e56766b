import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** Where snippets run: an empty folder but for the files they upload, and a key in the environment. */
export interface Place {
  readonly folder: string;
  readonly key: string;
}

export type Run = (snippet: string, place: Place) => Promise<string>;

/** Neither a proxy nor a `.curlrc` of this machine may have a say. */
const environment = ({ folder, key }: Place) => ({
  PATH: process.env['PATH'] ?? '',
  HOME: folder,
  no_proxy: '*',
  JOBO_API_KEY: key,
});

/** The standard output of a program that must end well. */
function program(file: string, args: readonly string[], place: Place, input = ''): Promise<string> {
  const env = environment(place);
  return new Promise((resolve, reject) => {
    const child = execFile(file, args, { cwd: place.folder, env }, (failure, out, err) => {
      if (failure) reject(new Error(`${file}: ${err || failure.message}`));
      else resolve(out);
    });
    child.stdin?.end(input);
  });
}

export const inShell: Run = (snippet, place) => program('sh', ['-c', snippet], place);

/** Imports one module after the other; what they print comes back as one line each. */
const importer = `
import { createInterface } from 'node:readline';
let said = [];
console.log = (...args) => said.push(args.join(' '));
let nth = 0;
for await (const line of createInterface({ input: process.stdin })) {
  said = [];
  const { snippet, key } = JSON.parse(line);
  process.env.JOBO_API_KEY = key;
  const code = snippet + '\\n//' + (nth += 1);
  const failure = await import('data:text/javascript,' + encodeURIComponent(code)).then(() => '', String);
  process.stdout.write(JSON.stringify({ failure, said: said.join('\\n') }) + '\\n');
}`;

/** A Node that stays, since starting one takes longer than anything that a snippet does. */
export function startNode(place: Place): { readonly run: Run; stop(): void } {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', importer], {
    cwd: place.folder,
    env: environment(place),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async run(snippet, { key }) {
      child.stdin.write(`${JSON.stringify({ snippet, key })}\n`);
      const { value } = (await answers.next()) as { readonly value?: string };
      const { failure, said } = JSON.parse(value ?? '{}') as Record<'failure' | 'said', string>;
      assert.equal(failure, '', snippet);
      return said;
    },
    stop: () => void child.stdin.end(),
  };
}

const powerShell =
  /^@\(\n((?: {2}'(?:[^']|'')*'\n)+)\) \| & \(Get-Command curl -CommandType Application \| Select-Object -First 1\) --config -( --header "X-Api-Key: \$env:JOBO_API_KEY")?$/;

/**
 * What PowerShell would do, without it: the grammar that the snippet may use is checked strictly, its texts are unquoted
 * by PowerShell's one rule, and curl itself reads the configuration, with Windows' line ends.
 */
export const asPowerShell: Run = (snippet, place) => {
  // What 5.1 writes into a pipe is ASCII, and typographic quotes would be quotes to it.
  assert.match(snippet, /^[\n\x20-\x7e]*$/);
  const [, texts = '', key] = powerShell.exec(snippet) ?? assert.fail(snippet);
  const lines = [...texts.matchAll(/ {2}'((?:[^']|'')*)'\n/g)].map(([, text = '']) =>
    text.replaceAll("''", "'"),
  );
  const header = key === undefined ? [] : ['--header', `X-Api-Key: ${place.key}`];
  const input = lines.map(line => `${line}\r\n`).join('');
  return program('curl', ['--silent', '--config', '-', ...header], place, input);
};

/**
 * An independent reader of the dialect, by REST Client's documentation: `###` parts requests, lines that begin with `#`
 * or `//` are comments wherever they stand, the first blank line ends the headers, `< file` brings a file in, and
 * `{{…}}` is replaced everywhere before anything else is read.
 */
export const asHttpFile: Run = async (snippet, place) => {
  const text = snippet.replace(/\{\{(.+?)\}\}/g, (_, name: string) => {
    assert.equal(name.trim(), '$processEnv JOBO_API_KEY', 'a variable that is not ours');
    return place.key;
  });
  const [before, request = '', ...others] = text.split(/^#{3,}.*\n/m);
  assert.deepEqual([before, others], ['', []]);
  const lines = request
    .trimEnd()
    .split(/\r?\n/)
    .filter(line => !/^\s*(#|\/\/)/.test(line));
  const end = lines.indexOf('');
  const [first = '', ...head] = end === -1 ? lines : lines.slice(0, end);
  const [method = '', url = ''] = first.split(' ');
  const headers = head.map(line => {
    const [, name = '', value = ''] = /^([^:]+):\s*(.*)$/.exec(line) ?? assert.fail(line);
    return [name, value] as [string, string];
  });
  const isMultipart = headers.some(([, value]) => value.startsWith('multipart/'));
  const content = (end === -1 ? [] : lines.slice(end + 1)).map(line => {
    const [, file] = /^<\s+(.+?)\s*$/.exec(line) ?? [];
    return file === undefined ? Buffer.from(line) : readFileSync(path.join(place.folder, file));
  });
  const eol = Buffer.from(isMultipart ? '\r\n' : '\n');
  const body = Buffer.concat(
    content.flatMap((line, i) => (i < content.length - 1 || isMultipart ? [line, eol] : [line])),
  );
  const response = await fetch(url, { method, headers, ...(body.length > 0 && { body }) });
  return response.text();
};
