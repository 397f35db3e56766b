import { randomUUID } from 'node:crypto';
import * as dns from 'node:dns';
import { rm } from 'node:fs/promises';
import * as net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KnownKeys } from '../keys/knownKeys';
import { createAutoTransport } from './autoTransport';
import { defaultCaps } from './collect';
import { createEditorTransport } from './editorTransport';
import type { EngineOptions } from './engineOptions';
import type { ConnectionReport } from './probe/connectionReport';
import { probeConnection } from './probe/probeConnection';
import type { Question } from './probe/requestStages';
import { isUnverified, proxyFor } from './proxy';
import { readSystemCertificates } from './systemCertificates';
import type { Transport } from './transport';
import { createUndiciTransport } from './undiciTransport';
import { realWorld } from '../common/world';

/**
 * The transport by the settings' mode. In a bundle of its own, loaded with the first request. Create a new one when a
 * setting changes; temporary files live until `close()`.
 */
export function createTransport(options: EngineOptions): Transport {
  const folder = join(tmpdir(), `jobo-api-explorer-${randomUUID()}`);
  const transport = choose(options, folder);
  return {
    send: (request, destination, sendOptions) => transport.send(request, destination, sendOptions),
    async close() {
      await transport.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Tries, step by step, how requests reach an origin; once and without a key. */
export function diagnoseConnection(
  options: EngineOptions,
  question: Omit<Question, 'userAgent'> & { readonly signal: AbortSignal },
): Promise<ConnectionReport> {
  const { network, mode, editorFetch } = options;
  const { signal, ...asked } = question;
  return probeConnection(
    { ...asked, userAgent: userAgentOf(options), network, mode, editorFetch },
    { ...realWorld, ...worldOf(options), signal, connectMs: asked.limits.connect },
  );
}

const worldOf = ({ lookup, connect, readSystemCertificates: read }: EngineOptions) => ({
  lookup: lookup ?? dns.lookup,
  // Not `net.connect`: the editor has replaced it by its own, which may wait for certificates first.
  connect: connect ?? (place => new net.Socket().connect(place)),
  readSystemCertificates: read ?? (() => readSystemCertificates()),
});

const userAgentOf = ({ version }: EngineOptions): string => `jobo-api-explorer/${version}`;

function choose(options: EngineOptions, folder: string): Transport {
  const { network, mode } = options;
  const { caps = defaultCaps, keys = new KnownKeys() } = options;
  const common = { userAgent: userAgentOf(options), caps, keys, folder };
  const own = (): Transport => createUndiciTransport({ ...common, network, ...worldOf(options) });
  const editor = (): Transport =>
    createEditorTransport({
      ...common,
      fetch: options.editorFetch,
      isUnverified: origin => isUnverified(origin, network),
      isProxied: origin => proxyFor(origin, network) !== undefined,
    });
  switch (mode) {
    case 'undici':
      return own();
    case 'editor':
      return editor();
    case 'auto':
      return createAutoTransport(own(), editor(), profile => options.onSwitch?.(profile));
  }
}
