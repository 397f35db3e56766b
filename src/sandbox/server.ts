import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { keyKinds, makeKeyring, type SandboxKeyName } from './accounts';
import type { World } from './call';
import { makeCursors } from './cursors';
import { makeMarkets, type Markets } from './data/market';
import { deliver, reallyPause, type Pause } from './deliver';
import type { ErrorFamily } from './errors';
import { answer, type House } from './pipeline';
import type { Outcome } from './reply';
import { scenarios, Turns } from './scenarios';
import { ApplicationBook } from './actions/applicationBook';

export interface SandboxOptions {
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  readonly now?: () => number;
  /** One line per request: method, path, status, credits. Never a key or a query. */
  readonly log?: (line: string) => void;
  /** The shape of errors where `X-Sandbox-Errors` does not ask for another. */
  readonly families?: ErrorFamily;
  /** `live`: the two older Auto Apply contracts answer minimal shapes instead of 503. */
  readonly olderContracts?: 'paused' | 'live';
  /** How slow scenarios wait. Default: a real wait. */
  readonly pause?: Pause;
  /** Jobs and companies. Default: newly made, with times before now. */
  readonly markets?: Markets;
}

export interface Sandbox {
  readonly url: string;
  readonly keys: Readonly<Record<SandboxKeyName, string>>;
  /** What the fixed keys are for, in the order in which they should be offered. */
  readonly kinds: readonly { readonly name: string; readonly description: string }[];
  readonly scenarios: readonly { readonly name: string; readonly description: string }[];
  /** Ends all connections, even those that wait for an answer. */
  stop(): Promise<void>;
}

/** Starts a pretend API on the loopback interface. Rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, log, pause = reallyPause } = options;
  const stopping = new AbortController();
  const server = createServer();
  const url = await listen(server, port);
  const house = makeHouse(options, url);

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const signal = AbortSignal.any([gone.signal, stopping.signal]);
    const outcome = await answer(request, signal, house);
    log?.(logLine(request, outcome));
    await deliver(response, outcome, signal, pause);
  };
  server.on('request', (request, response) => {
    serve(request, response).catch((fault: unknown) => tellFault(response, fault));
  });

  return {
    url,
    keys: house.keyring.keys,
    kinds: Object.entries(keyKinds).map(([name, { why }]) => ({ name, description: why })),
    scenarios: scenarios.map(({ name, description }) => ({ name, description })),
    stop: () => {
      stopping.abort();
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

/** @returns the address that it listens on */
async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', listening);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function makeHouse(options: SandboxOptions, url: string): House {
  const { now = Date.now, families = 'problem', olderContracts = 'paused' } = options;
  const world: World = {
    now,
    markets: options.markets ?? makeMarkets(now()),
    cursors: makeCursors(),
    applications: new ApplicationBook(),
    olderContracts,
    families,
    origin: () => url,
  };
  const keyring = makeKeyring();
  for (const owner of keyring.owners) world.applications.addDescribed(owner, now());
  return { world, keyring, turns: new Turns() };
}

function logLine({ method = '', url = '/' }: IncomingMessage, outcome: Outcome): string {
  const path = url.split('?')[0] ?? '/';
  const [status, credits] =
    outcome.kind === 'reply' ? [outcome.reply.status, outcome.reply.credits] : ['-', '-'];
  return `${method} ${path} ${status} ${credits}`;
}

function tellFault(response: ServerResponse, fault: unknown): void {
  // Also reached when the client hangs up during its request: then nobody can be told.
  if (response.headersSent || response.destroyed) response.destroy();
  else
    response
      .writeHead(500, { 'Content-Type': 'text/plain' })
      .end(`sandbox fault: ${String(fault)}`);
}
