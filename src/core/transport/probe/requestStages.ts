import type { Socket } from 'node:net';
import Pool from 'undici/lib/dispatcher/pool';
import { KnownKeys } from '../../keys/knownKeys';
import type { HttpRequest } from '../httpRequest';
import { createEditorTransport } from '../editorTransport';
import { ConnectError } from '../failure';
import { valueOf } from '../headers';
import { Hop, type HopResult } from '../hop';
import { longestHeaders } from '../limits';
import { headersFor } from '../attemptSender';
import type { Limits } from '../transport';
import { clockFacts } from './clockFacts';
import type { HttpFacts, Stage } from './connectionReport';
import type { StageWorld } from './stage';

/** A request without a key, and its time limits. */
export interface Question {
  readonly origin: URL;
  readonly request: HttpRequest;
  readonly limits: Limits;
  readonly userAgent: string;
}

/** In bytes. The answer's body is not kept; both are equal, so that no file is ever made. */
const caps = { memory: 65_536, file: 65_536 };

/** Sends the request over an open connection, once; redirects are not followed. */
export async function askOver(
  socket: Socket,
  question: Question,
  world: StageWorld,
): Promise<Stage<HttpFacts>> {
  const pool = poolOver(socket, question.origin);
  const began = world.monotonic();
  const sentAt = world.now();
  const result = await new Promise<HopResult>(resolve => {
    dispatch(pool, question, world.signal, resolve);
  });
  await pool.destroy();
  const ms = world.monotonic() - began;
  if (result.kind === 'failed') {
    return { kind: 'failed', ms, reason: result.reason, code: result.code };
  }
  const value = (name: string) => valueOf(result.lines, name);
  const facts = factsOf(result.status, value, result.timing.firstByteMs, sentAt);
  return { kind: 'done', ms, facts };
}

/** A pool that can use this one connection only. */
function poolOver(socket: Socket, origin: URL): Pool {
  let given = false;
  return new Pool(origin.origin, {
    connect: (_options, callback) => {
      const again = given;
      given = true;
      // The pool accepts the callback only after this function has returned.
      queueMicrotask(() => {
        if (again) callback(new ConnectError('connectionLost', 'ECONNRESET'), null);
        else callback(null, socket);
      });
    },
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: longestHeaders,
  });
}

function dispatch(
  pool: Pool,
  { request, limits, userAgent }: Question,
  signal: AbortSignal,
  onResult: (result: HopResult) => void,
): void {
  const hop = new Hop({
    limits,
    collect: { caps, keys: new KnownKeys(), folder: '' },
    onProgress: () => undefined,
    onResult,
  });
  const stop = (): void => {
    hop.stop('cancelled');
  };
  if (signal.aborted) {
    stop();
    return;
  }
  signal.addEventListener('abort', stop, { once: true });
  const { target: path, method } = request;
  const headers = headersFor(request, undefined, userAgent).flat();
  pool.dispatch({ path, method, headers, idempotent: false }, hop);
}

/** Sends the request through the editor, which connects itself and tells no details. */
export async function askEditor(
  { origin, request, limits, userAgent }: Question,
  fetch: typeof globalThis.fetch,
  isProxied: boolean,
  world: StageWorld,
): Promise<Stage<HttpFacts>> {
  const transport = createEditorTransport({
    fetch,
    userAgent,
    caps,
    folder: '',
    keys: new KnownKeys(),
    isUnverified: () => false,
    isProxied: () => isProxied,
  });
  const began = world.monotonic();
  const sentAt = world.now();
  const destination = {
    profile: '',
    origin: origin.origin,
    credential: () => Promise.resolve(undefined),
  };
  const answer = await transport.send(request, destination, { signal: world.signal, limits });
  await transport.close();
  const ms = world.monotonic() - began;
  if (answer.kind === 'failed') {
    return { kind: 'failed', ms, reason: answer.reason, code: answer.code ?? '' };
  }
  const value = (name: string) => answer.headers[name];
  const facts = factsOf(answer.status, value, answer.timing.firstByteMs, sentAt);
  return { kind: 'done', ms, facts };
}

const factsOf = (
  status: number,
  value: (name: string) => string | undefined,
  firstByteMs: number | undefined,
  sentAt: number,
): HttpFacts => ({
  status,
  type: (value('content-type') ?? '').split(';')[0]?.trim() ?? '',
  firstByteMs,
  clock: clockFacts(value('date'), sentAt, firstByteMs ?? 0),
});
