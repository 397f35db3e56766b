import type { createTransport, diagnoseConnection } from '../../core/transport/engine';
import { loadBundle } from '../common/loadBundle';

/** Everything that pulls undici in. */
export const loadEngine = () =>
  loadBundle('engine.js') as {
    readonly createTransport: typeof createTransport;
    readonly diagnoseConnection: typeof diagnoseConnection;
  };
