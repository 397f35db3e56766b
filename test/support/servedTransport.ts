import type { EngineOptions } from '../../src/core/transport/engineOptions';
import type { Transport } from '../../src/core/transport/transport';
import { startFaultServer, type FaultServer } from './faultServer';
import { makeTransport } from './runs';

export interface ServedTransport {
  readonly server: FaultServer;
  readonly transport: Transport;
  /** What a run needs to go to the server. */
  readonly parts: { readonly transport: Transport; readonly origin: string };
}

/**
 * Called in a suite: a fault server and a transport of the suite's own, there from before its first case until after its
 * last.
 */
export function servedTransport(options: Partial<EngineOptions> = {}): ServedTransport {
  let server: FaultServer;
  let transport: Transport;
  before(async () => {
    server = await startFaultServer();
    transport = makeTransport(options);
  });
  after(async () => {
    await transport.close();
    await server.close();
  });
  return {
    get server() {
      return server;
    },
    get transport() {
      return transport;
    },
    get parts() {
      return { transport, origin: server.origin };
    },
  };
}
