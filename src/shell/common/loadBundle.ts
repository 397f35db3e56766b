import path from 'node:path';
import type { createTransport, diagnoseConnection } from '../../core/transport/engine';
import type { SandboxBundle } from '../profiles/sandboxHost';

/** Bundles that are read when they are first needed, not when the extension starts. */
const load = (name: string): unknown => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a path that the bundler must leave alone
  return require(path.join(__dirname, name));
};

/** Everything that pulls undici in. */
export const loadEngine = () =>
  load('engine.js') as {
    readonly createTransport: typeof createTransport;
    readonly diagnoseConnection: typeof diagnoseConnection;
  };

export const loadSandbox = () => load('sandbox.js') as SandboxBundle;
