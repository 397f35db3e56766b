import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { startFaultServer, type FaultServer } from '../../support/faultServer';
import { startProxy, type ProxyOptions, type ProxyServer } from '../../support/proxyServer';
import { setSetting } from '../support';

export function variable(name: string): string {
  return process.env[name] ?? assert.fail(`the launch gave no ${name}`);
}

/** Of this machine, by an authority that stands in the system's list only. */
function certificate(): { readonly cert: string; readonly key: string } {
  const read = (name: string) =>
    fs.readFileSync(path.join(variable('JOBO_CERTIFICATES'), `${name}.pem`), 'utf8');
  return { cert: read('cert'), key: read('key') };
}

export const startSecureServer = (): Promise<FaultServer> =>
  startFaultServer({ tls: certificate() });

/** The proxy that the editor was started with, where `https_proxy` named it. */
export const startEditorProxy = (options: ProxyOptions): Promise<ProxyServer> =>
  startProxy({ ...options, port: Number(variable('JOBO_PROXY_PORT')) });

export const setTransport = (choice: 'undici' | 'editor' | undefined): Promise<void> =>
  setSetting('jobo', 'network.transport', choice);
