import type { createTransport, diagnoseConnection } from '../../core/transport/engine';
import { loadBundle } from '../common/loadBundle';

/** Loads the bundle that contains undici: transport and connection diagnosis. */
export const loadEngine = () =>
  loadBundle('engine.js') as {
    readonly createTransport: typeof createTransport;
    readonly diagnoseConnection: typeof diagnoseConnection;
  };
