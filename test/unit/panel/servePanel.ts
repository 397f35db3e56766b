import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { basename, extname, join } from 'node:path';
import * as esbuild from 'esbuild';
import { themes, themeSheet, type ThemeName } from './themes';

const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};

/** The page's files by their paths. */
async function bundle(root: string): Promise<ReadonlyMap<string, Uint8Array>> {
  // The target of esbuild.mjs, which builds as soon as it is imported.
  const { outputFiles } = await esbuild.build({
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryPoints: { webview: join(root, 'src/webview/main.tsx') },
    outdir: import.meta.dirname,
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
    logLevel: 'warning',
  });
  return new Map(outputFiles.map(({ path, contents }) => [`/${basename(path)}`, contents]));
}

function html(theme: ThemeName): string {
  const nonce = randomBytes(16).toString('base64');
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'self'; font-src 'self'; img-src 'self'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Jobo</title>
<link rel="stylesheet" href="${themePath(theme)}">
<link rel="stylesheet" href="/webview.css">
</head>
<body class="${themes[theme].bodyClass}">
<div id="root"></div>
<script type="module" nonce="${nonce}" src="/webview.js"></script>
</body>
</html>`;
}

const themePath = (theme: ThemeName) => `/theme.css?theme=${theme}`;

/** What the page runs to look as it does after the editor has changed its theme; true once it does. */
export const changeTheme = (theme: ThemeName) => `new Promise(done => {
  const use = () => {
    document.body.className = '${themes[theme].bodyClass}';
    for (const link of document.querySelectorAll('link[href^="/theme.css"]')) {
      link.sheet.disabled = link.getAttribute('href') !== '${themePath(theme)}';
    }
    done(true);
  };
  if (document.querySelector('link[href="${themePath(theme)}"]') !== null) return use();
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', onload: use });
  link.setAttribute('href', '${themePath(theme)}');
  document.head.prepend(link);
})`;

export interface ServedPanel {
  readonly origin: string;
  /** Whether the page may ask for it. */
  readonly isOurs: (path: string) => boolean;
  readonly stop: () => void;
}

/**
 * The built bundle, under the policy that the editor's panel has.
 * @param root the checkout that the page is built from
 */
export async function servePanel(
  root = join(import.meta.dirname, '../../..'),
): Promise<ServedPanel> {
  const files = await bundle(root);
  const server = createServer(({ url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const theme = (searchParams.get('theme') ?? 'dark') as ThemeName;
    const file = files.get(pathname);
    if (pathname === '/') {
      response.setHeader('content-type', 'text/html');
      response.end(html(theme));
    } else if (pathname === '/theme.css') {
      response.setHeader('content-type', 'text/css');
      response.end(themeSheet(theme));
    } else if (file !== undefined) {
      response.setHeader('content-type', contentTypes[extname(pathname)] ?? '');
      response.end(file);
    } else {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    isOurs: path => ['/', '/theme.css', '/favicon.ico'].includes(path) || files.has(path),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
