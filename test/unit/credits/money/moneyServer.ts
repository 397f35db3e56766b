import { setImmediate } from 'node:timers/promises';
import { isTestKey } from '../../../../src/core/keys/apiKey';
import type { Answer, Transport } from '../../../../src/core/transport/transport';

/** What the server does with a request; `lost` and 502 say nothing of whether it has charged it. */
export type Fate =
  | { readonly status: 200; readonly rows: number }
  | { readonly status: 429 | 500 | 503 }
  | { readonly status: 502 | 'lost'; readonly charges: boolean };

export interface Charge {
  /** Of the run: each has a number of its own, which stands in its body. */
  readonly run: number;
  readonly credits: number;
  readonly session: string;
}

const pricePerRow = 3;

interface Asked {
  readonly page_size: number;
  readonly location: string;
}

export const runOf = (body: Uint8Array | string | undefined): number =>
  Number((JSON.parse(String(body && Buffer.from(body as string))) as Asked).location);

/** Takes credits from live keys, and remembers of whom: what a person would find on the bill. */
export class MoneyServer {
  readonly charges: Charge[] = [];
  /** Runs that a guard has let through, as things stand. */
  readonly admitted = new Set<number>();
  /** Charges of runs that no guard had let through. */
  readonly surprises: Charge[] = [];
  readonly #fateOf: (run: number) => Fate;

  constructor(fateOf: (run: number) => Fate) {
    this.#fateOf = fateOf;
  }

  taken(by: (charge: Charge) => boolean = () => true): number {
    return this.charges.filter(by).reduce((sum, { credits }) => sum + credits, 0);
  }

  /** The way of one window to it. @param passed what becomes of the window before it has the answer */
  way(session: string, passed: (what: string) => Promise<void>): Transport {
    return {
      send: async (request, destination, { signal }) => {
        const isBilled = !isTestKey(await destination.credential());
        await passed('send');
        const run = runOf(request.body);
        const fate = this.#fateOf(run);
        const credits = isBilled ? this.#take(request.body, fate) : 0;
        const charge = { run, credits, session };
        if (credits > 0) this.charges.push(charge);
        if (credits > 0 && !this.admitted.has(run)) this.surprises.push(charge);
        await setImmediate();
        await passed('answer');
        return signal.aborted ? failed('cancelled') : answerOf(fate, isBilled, credits);
      },
      close: () => Promise.resolve(),
    };
  }

  #take(body: Uint8Array | undefined, fate: Fate): number {
    const { page_size } = JSON.parse(Buffer.from(body ?? []).toString()) as Asked;
    if (fate.status === 200) return Math.min(fate.rows, page_size) * pricePerRow;
    return 'charges' in fate && fate.charges ? page_size * pricePerRow : 0;
  }
}

const base = {
  timing: {},
  durationMs: 1,
  bytesOut: 1,
  bytesIn: 1,
  via: 'undici',
  redirects: [],
} as const;

const failed = (reason: 'cancelled' | 'connectionLost'): Answer => ({
  kind: 'failed',
  reason,
  sent: true,
  ...base,
});

function answerOf(fate: Fate, isBilled: boolean, credits: number): Answer {
  if (fate.status === 'lost') return failed('connectionLost');
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ...(fate.status === 429 && { 'retry-after': '1' }),
    ...(fate.status === 200 && isBilled && { 'x-credits-deducted': String(credits) }),
  };
  const bytes = Buffer.from('{}');
  const content = { bytes, length: bytes.length };
  const rawHeaders = Object.entries(headers);
  return {
    kind: 'answered',
    status: fate.status,
    statusText: '',
    headers,
    rawHeaders,
    content,
    ...base,
  };
}
