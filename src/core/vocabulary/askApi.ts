import { findOperation } from '../catalog/catalog';
import type { Operation } from '../catalog/operation';
import { toText } from '../charset/toUtf8';
import type { RefusalReason } from '../exchange';
import { unlessAborted } from '../common/unlessAborted';
import { build } from '../request/build';
import type { Draft } from '../request/draft';
import { limitsFor, type LimitSettings } from '../transport/limits';
import { emptyTally } from '../retry/nextStep';
import { readOnce, scopeFor, sendInTurn } from '../retry/sendInTurn';
import type { SharedLimits } from '../retry/sharedLimits';
import type { Answer, Destination, Transport } from '../transport/transport';
import type { World } from '../common/world';
import type { Ask, Reading } from './vocabulary';

/** One request for suggestions, for the log. Never contains the key. */
export interface AnsweredAsk {
  readonly url: string;
  readonly profile: string;
  readonly answer: Answer;
}

export interface AskParts {
  readonly world: World;
  /** Shared with the runs: after a 429 neither sends early. */
  readonly shared: SharedLimits;
  transport(): Promise<Transport>;
  destination(profile: string, operation: Operation): Promise<Destination | RefusalReason>;
  settings(): { readonly online: boolean; readonly limits: LimitSettings };
  /** Called after each request that was not aborted. */
  told(request: AnsweredAsk): void;
}

/** In milliseconds. The person goes on typing: a suggestion that comes later is of no use. */
const patience = { firstByte: 10_000, whole: 15_000 } as const;

/**
 * Sends one attempt through the runs' transport and shared limits. It is no run: it has no row and is never repeated.
 */
export function createAsk(parts: AskParts): Ask {
  return async (draft, profile, signal) => {
    const { online, limits } = parts.settings();
    if (!online) return { kind: 'off' };
    const operation = findOperation(draft.operationId);
    if (!operation) throw new Error(`There is no operation "${draft.operationId}" in the catalog.`);
    const destination = await unlessAborted(signal, parts.destination(profile, operation));
    if (destination === 'aborted') return { kind: 'ended' };
    if (typeof destination === 'string')
      return { kind: destination === 'noKey' ? 'noKey' : 'failed' };
    return send(parts, { draft, operation, destination, limits, signal });
  };
}

interface Sending {
  readonly draft: Draft;
  readonly operation: Operation;
  readonly destination: Destination;
  readonly limits: LimitSettings;
  readonly signal: AbortSignal;
}

async function send(parts: AskParts, sending: Sending): Promise<Reading> {
  const { world, shared } = parts;
  const { draft, operation, signal } = sending;
  const destination = readOnce(sending.destination);
  const transport = await parts.transport();
  const scope = await unlessAborted(signal, scopeFor(destination, operation));
  if (scope === 'aborted') return { kind: 'ended' };
  const turn = shared.tryTurn(scope, world);
  if (!turn) return { kind: 'held' };
  const request = build(draft, operation, '');
  const limits = { ...limitsFor(operation, draft, sending.limits), ...patience };
  const run = { request, operation, destination, transport, limits, shared, world, signal };
  const { answer } = await sendInTurn(run, turn, emptyTally);
  if (signal.aborted) return { kind: 'ended' };
  parts.told({ url: destination.origin + request.target, profile: destination.profile, answer });
  return readingOf(answer);
}

function readingOf(answer: Answer): Reading {
  if (answer.kind === 'failed') return { kind: 'failed' };
  const { status, content, damaged, headers } = answer;
  if (status === 429) return { kind: 'held' };
  if (status === 401 || status === 403) return { kind: 'rejected' };
  if (status !== 200 || damaged || content.bytes.length < content.length) return { kind: 'failed' };
  try {
    const text = toText(content.bytes, headers['content-type'] ?? '');
    return { kind: 'answered', answer: JSON.parse(text) };
  } catch {
    return { kind: 'failed' };
  }
}
