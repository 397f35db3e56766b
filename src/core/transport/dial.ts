import type { LookupAddress } from 'node:dns';
import type { LookupFunction, Socket } from 'node:net';
import * as net from 'node:net';
import { codeOf, failureReason } from './failure';
import type { FailureReason } from './transport';

/** `host` as sockets take it: an IPv6 address without brackets. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** What opening a connection takes from outside. */
export interface DialOptions {
  readonly lookup: LookupFunction;
  /** Connects to one address, as `net.connect` does; tests can delay it. */
  readonly connect: (options: net.TcpNetConnectOpts) => Socket;
}

/** The result of one address; `pending`: given up since another one was faster, or not decided yet. */
export interface Tried {
  readonly address: string;
  readonly family: 4 | 6;
  outcome: 'connected' | 'pending' | FailureReason;
  code: string;
}

export interface Dialling {
  /** In the order in which they were started. */
  readonly tried: readonly Tried[];
  /** Ends all pending connections; the callback is not called any more. */
  stop(): void;
}

export type Dialled =
  | { readonly kind: 'connected'; readonly socket: Socket }
  | {
      readonly kind: 'failed';
      readonly reason: FailureReason;
      readonly code: string;
    };

/**
 * In milliseconds: the next address is started after this delay, or at once if those before it have failed. RFC 8305,
 * section 8: the recommended Connection Attempt Delay.
 */
const delayMs = 250;

/**
 * Connects by TCP to the address of a host that answers first; later steps are not raced. No address has a time limit
 * of its own. Fails once all addresses have failed. Calls back once, unless it is stopped.
 */
export function dial(
  place: Place,
  options: DialOptions,
  callback: (dialled: Dialled) => void,
): Dialling {
  const race = new Race(place.port, options, callback);
  if (net.isIP(place.host) !== 0) race.begin([place.host]);
  else {
    lookUpAll(place.host, options.lookup, (error, addresses) => {
      if (error) race.fail(error);
      else race.begin(addresses);
    });
  }
  return race;
}

/** All addresses of a name. A lookup that finds none, or throws, counts as an unknown name. */
export function lookUpAll(
  host: string,
  lookup: LookupFunction,
  callback: (error: Error | undefined, addresses: readonly string[]) => void,
): void {
  const none = () => Object.assign(new Error(host), { code: 'ENOTFOUND' });
  const found: Parameters<LookupFunction>[2] = (error, found) => {
    const addresses = error ? [] : addressesIn(found);
    callback(error ?? (addresses.length > 0 ? undefined : none()), addresses);
  };
  try {
    lookup(host, { all: true }, found);
  } catch (fault) {
    callback(fault instanceof Error ? fault : none(), []);
  }
}

/** A lookup may give nothing at all, although its types do not say so. */
function addressesIn(found: string | readonly LookupAddress[] | undefined): readonly string[] {
  const all = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
  return all.filter(address => net.isIP(address) !== 0);
}

class Race implements Dialling {
  readonly tried: Tried[] = [];
  readonly #port: number;
  readonly #connect: DialOptions['connect'];
  readonly #callback: (dialled: Dialled) => void;
  readonly #open = new Set<Socket>();
  #left: string[] = [];
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(port: number, { connect }: DialOptions, callback: (dialled: Dialled) => void) {
    this.#port = port;
    this.#connect = connect;
    this.#callback = callback;
  }

  begin(addresses: readonly string[]): void {
    if (this.#ended) return;
    this.#left = inTurns(addresses);
    this.#next();
  }

  fail(error: unknown): void {
    const code = codeOf(error);
    this.#end({ kind: 'failed', reason: failureReason(code, 'connect'), code });
  }

  stop(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    for (const socket of this.#open) socket.destroy();
    this.#open.clear();
  }

  #next(): void {
    clearTimeout(this.#timer);
    const address = this.#left.shift();
    if (address === undefined) {
      if (this.#open.size === 0) this.#end(mostTelling(this.tried));
      return;
    }
    const tried: Tried = {
      address,
      family: net.isIPv6(address) ? 6 : 4,
      outcome: 'pending',
      code: '',
    };
    this.tried.push(tried);
    // Set before connecting: a socket that fails within the call starts the next address, which sets its own timer.
    if (this.#left.length > 0) {
      this.#timer = setTimeout(() => {
        this.#next();
      }, delayMs);
    }
    this.#try(tried);
  }

  #try(tried: Tried): void {
    const socket = this.#connect({ host: tried.address, port: this.#port });
    socket.setNoDelay(true).setKeepAlive(true);
    this.#open.add(socket);
    // The listener stays: a late error must find one.
    socket.on('error', error => {
      if (!this.#open.delete(socket)) return;
      tried.code = codeOf(error);
      tried.outcome = failureReason(tried.code, 'connect');
      this.#next();
    });
    socket.once('connect', () => {
      if (!this.#open.delete(socket)) return;
      tried.outcome = 'connected';
      this.#end({ kind: 'connected', socket });
    });
  }

  #end(dialled: Dialled): void {
    if (this.#ended) return;
    this.stop();
    this.#callback(dialled);
  }
}

/** Alternates between the two address families, in the given order (RFC 8305, section 4). */
function inTurns(addresses: readonly string[]): string[] {
  const unique = [...new Set(addresses)];
  const first = net.isIPv6(unique[0] ?? '');
  const [one, other] = [true, false].map(same =>
    unique.filter(address => (net.isIPv6(address) === first) === same),
  ) as [string[], string[]];
  const turns: string[] = [];
  for (let at = 0; at < unique.length; at += 1) {
    for (const list of [one, other]) turns.push(...list.slice(at, at + 1));
  }
  return turns;
}

/** Most telling first. A refusal says more than a missing route: without IPv6, half of all addresses have no route. */
const telling: readonly string[] = ['connectRefused', 'connectTimeout', 'networkUnreachable'];

function mostTelling(tried: readonly Tried[]): Dialled {
  const told =
    telling.map(reason => tried.find(({ outcome }) => outcome === reason)).find(Boolean) ??
    tried[0];
  const { outcome = 'other', code = '' } = told ?? {};
  const reason = outcome === 'connected' || outcome === 'pending' ? 'other' : outcome;
  return { kind: 'failed', reason, code };
}
