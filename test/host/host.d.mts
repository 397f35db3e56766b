import type { ChildProcess } from 'node:child_process';
import type { BrowserContext } from 'playwright-core';

export interface Server {
  readonly port: number;
  /** `localhost:<port>`: must equal the page's `location.host`. */
  readonly authority: string;
  readonly origin: string;
  readonly logFile: string;
  readonly child: ChildProcess;
  readonly exited: Promise<number | string>;
  /** Ends the server and every process it started. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly userDataDir: string;
  readonly extensionsDir?: string;
  readonly devExtensions?: readonly string[];
  /** The smoke-test driver: test payloads work, toasts and dialogs do not. */
  readonly driver?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** 0 or absent: any free one. */
  readonly port?: number;
  /** `ask`: no workspace is trusted before somebody says so. Default: all are. */
  readonly trust?: 'all' | 'ask';
}

export const paths: { readonly node: string; readonly vscodeRoot: string };
export function startServer(options: ServerOptions): Promise<Server>;
export function workbenchUrl(server: Server, where?: { readonly folder?: string }): string;
/** Rejects with a sentence that names the Debian package to install. */
export function findChromium(): Promise<string>;
export function openBrowser(options: {
  readonly profileDir: string;
  readonly headless?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
}): Promise<BrowserContext>;
