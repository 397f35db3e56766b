import { createServer, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as esbuild from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { findChromium } from '../../host/host.mjs';
import { themes, themeSheet, type ThemeName } from './themes';
import type { ScriptedHost } from './scriptedHost';

export const outDir = join(import.meta.dirname, '../../out');
/** Loopback only, and as root. */
const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
];
const bundleDir = join(outDir, 'panel');

/** The built bundle in a real browser, under the policy that the editor's panel has. */
export interface PanelPage {
  readonly page: Page;
  /** What must stay empty: dialogs, requests beyond our own files, breaches of the policy, errors of the page. */
  readonly alarms: string[];
}

const files: Readonly<Record<string, string>> = {
  '/webview.js': 'text/javascript',
  '/webview.css': 'text/css',
  '/codicon.ttf': 'font/ttf',
};
const ours = new Set(['/', '/theme.css', '/favicon.ico', ...Object.keys(files)]);

async function build(): Promise<void> {
  // The target of esbuild.mjs, which builds as soon as it is imported.
  await esbuild.build({
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryPoints: { webview: join(import.meta.dirname, '../../../src/webview/main.tsx') },
    outdir: bundleDir,
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
    logLevel: 'warning',
  });
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
<link rel="stylesheet" href="/theme.css?theme=${theme}">
<link rel="stylesheet" href="/webview.css">
</head>
<body class="${themes[theme].bodyClass}">
<div id="root"></div>
<script type="module" nonce="${nonce}" src="/webview.js"></script>
</body>
</html>`;
}

/** Waits for an expression to be true in the page; the policy forbids playwright's own way. Ends with the test. */
export async function until(page: Page, expression: string): Promise<void> {
  while (!(await page.evaluate<boolean>(`Boolean(${expression})`))) await setTimeout(10);
}

export class PanelBrowser {
  readonly #browser: Browser;
  readonly #server: Server;
  readonly #origin: string;

  private constructor(browser: Browser, server: Server) {
    this.#browser = browser;
    this.#server = server;
    this.#origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(): Promise<PanelBrowser> {
    await build();
    const server = createServer(({ url = '' }, response) => {
      const { pathname, searchParams } = new URL(url, 'http://localhost');
      const file = files[pathname];
      const theme = (searchParams.get('theme') ?? 'dark') as ThemeName;
      if (pathname === '/') {
        response.setHeader('content-type', 'text/html');
        response.end(html(theme));
      } else if (pathname === '/theme.css') {
        response.setHeader('content-type', 'text/css');
        response.end(themeSheet(theme));
      } else if (file !== undefined) {
        response.setHeader('content-type', file);
        response.end(readFileSync(join(bundleDir, pathname)));
      } else {
        response.statusCode = 404;
        response.end();
      }
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const executablePath = await findChromium();
    return new PanelBrowser(await chromium.launch({ executablePath, args: chromiumArgs }), server);
  }

  async open(
    host: ScriptedHost,
    options: {
      theme?: ThemeName;
      width?: number;
      height?: number;
      /** 2: what a person sees at 200 % (halve the size with it). */
      zoom?: number;
      now?: Date;
    } = {},
  ): Promise<PanelPage> {
    const { theme = 'dark', width = 900, height = 700, zoom = 1 } = options;
    const page = await this.#browser.newPage({
      viewport: { width, height },
      deviceScaleFactor: zoom,
    });
    const alarms: string[] = [];
    page.on('dialog', dialog => {
      alarms.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', sent => {
      const { origin, pathname } = new URL(sent.url());
      if (origin !== this.#origin || !ours.has(pathname)) alarms.push(`request: ${sent.url()}`);
    });
    page.on('pageerror', error => alarms.push(`error: ${error.message}`));
    page.on('console', message => {
      if (message.type() === 'error') alarms.push(`console: ${message.text()}`);
    });
    if (options.now !== undefined) await page.clock.install({ time: options.now });
    await host.attach(page);
    await page.goto(`${this.#origin}/?theme=${theme}`);
    await page.waitForSelector('.page');
    return { page, alarms };
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    this.#server.close();
  }
}
