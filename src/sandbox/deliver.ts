import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Outcome, Reply } from './reply';

const slowPieces = 16;
const slowPauseMs = 250;
const lateStartMs = 3_000;

/** Resolves after `ms`, or as soon as the signal aborts; never rejects. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/** Writes the answer as its scenario has it; resolves when nothing more will be written. */
export async function deliver(
  response: ServerResponse,
  outcome: Outcome,
  signal: AbortSignal,
  pause: Pause,
): Promise<void> {
  switch (outcome.kind) {
    case 'cut':
      response.destroy();
      return;
    case 'silence':
      return;
    case 'reply':
      await write(response, outcome.reply, signal, pause);
  }
}

async function write(
  response: ServerResponse,
  reply: Reply,
  signal: AbortSignal,
  pause: Pause,
): Promise<void> {
  const body = reply.change === 'brokenJson' ? broken(reply.body) : reply.body;
  if (reply.change === 'slowStart') await pause(lateStartMs, signal);
  if (signal.aborted) return;
  response.writeHead(reply.status, {
    ...reply.headers,
    'Content-Length': String(body?.length ?? 0),
  });
  if (!body) {
    response.end();
    return;
  }
  const half = body.subarray(0, Math.ceil(body.length / 2));
  if (reply.change === 'slowBody') await writeSlowly(response, body, signal, pause);
  else if (reply.change === 'stalledBody') response.write(half);
  else if (reply.change === 'truncatedBody') response.write(half, () => response.destroy());
  else response.end(body);
}

const broken = (body: Buffer | undefined): Buffer =>
  Buffer.from(`${(body ?? Buffer.from('{}')).toString('utf8', 0, 40)}, "oops": [1, 2,,`);

async function writeSlowly(
  response: ServerResponse,
  body: Buffer,
  signal: AbortSignal,
  pause: Pause,
): Promise<void> {
  const length = Math.max(1, Math.ceil(body.length / slowPieces));
  for (let from = 0; from < body.length; from += length) {
    if (signal.aborted) return;
    response.write(body.subarray(from, from + length));
    await pause(slowPauseMs, signal);
  }
  response.end();
}

/** A real wait. */
export const reallyPause: Pause = async (ms, signal) => {
  try {
    await sleep(ms, undefined, { signal });
  } catch {
    // The client has gone or the sandbox stops; callers check the signal.
  }
};
