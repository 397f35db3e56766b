import type { Answer, FailureReason, Transport } from '../../src/core/transport/transport';
import type { VirtualWorld } from './virtualWorld';

/** What one sending comes to: a status with its headers, or a failure. */
export type Scripted =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly failure: FailureReason; readonly sent: boolean };

export interface Sending {
  readonly at: number;
  readonly target: string;
  /** Set when the answer has come. */
  until?: number;
}

/** Answers in virtual time what `next` says; writes down every sending. For thousands of runs, where sockets are too slow. */
export function scriptedTransport(
  world: VirtualWorld,
  next: (sending: Sending, nth: number) => Scripted,
  latencyMs = 50,
): Transport & { readonly sendings: Sending[] } {
  const sendings: Sending[] = [];
  return {
    sendings,
    async send(request, _destination, { signal }) {
      const sending: Sending = { at: world.monotonic(), target: request.target };
      const scripted = next(sending, sendings.length);
      sendings.push(sending);
      await world.sleep(latencyMs, signal).catch(() => undefined);
      sending.until = world.monotonic();
      return signal.aborted ? answerFor({ failure: 'cancelled', sent: true }) : answerFor(scripted);
    },
    close: () => Promise.resolve(),
  };
}

function answerFor(scripted: Scripted): Answer {
  const base = {
    timing: {},
    durationMs: 1,
    bytesOut: 1,
    bytesIn: 1,
    via: 'undici',
    redirects: [],
  } as const;
  if ('failure' in scripted) {
    return { kind: 'failed', reason: scripted.failure, sent: scripted.sent, ...base };
  }
  const { status, headers = {} } = scripted;
  const content = { bytes: new Uint8Array(), length: 0 };
  const rawHeaders = Object.entries(headers);
  return { kind: 'answered', status, statusText: '', headers, rawHeaders, content, ...base };
}
