import { isSettled } from '../exchange';
import { hasKeyForm } from '../keys/apiKey';
import type { WaitControls } from '../retry/pause';
import { runAttempts, type RunResult } from '../retry/retry';
import type { HttpRequest } from '../transport/httpRequest';
import { limitsFor } from '../transport/limits';
import type { Destination, Transport } from '../transport/transport';
import { Admission } from './admission';
import type { AskedRun } from './askedRun';
import type { ExplorerParts } from './explorerParts';
import { journalled, watched } from './guardedTransport';
import type { Leaving } from './leaving';
import { Progress } from './progress';
import type { RunRecord } from './runRecord';

/** Where a run is sent, and by which transport. */
export interface Place {
  readonly destination: Destination;
  readonly transport: Transport;
}

interface Sending {
  readonly run: AskedRun;
  readonly parts: ExplorerParts;
  readonly record: RunRecord;
  readonly leaving: Leaving;
  /** Called with the first key, and whenever an attempt reads another one; undefined: the key is gone. */
  keySeen(key: string | undefined): void;
  onWait(controls: WaitControls): void;
}

/**
 * The exchange hop: sends as often as the retry table allows, and publishes each attempt and wait.
 * @param isCounted the guard has admitted the run as one that may be charged
 */
export function sendAttempts(
  request: HttpRequest,
  { destination, transport }: Place,
  isCounted: boolean,
  sending: Sending,
): Promise<RunResult> {
  const { run, parts, record } = sending;
  const { draft, operation, options } = run;
  const { fixedRun } = options;
  const { world, shared, budget, guard } = parts;
  const { retry, limits } = parts.settings();
  const { signal } = run.controller;
  return runAttempts({
    request,
    operation,
    admission: new Admission({ guard, record, draft, fixedRun, destination, signal }, isCounted),
    destination: withKeySeen(destination, sending),
    transport: safely(sending.leaving.watch(transport), record),
    settings: retry,
    limits: limitsFor(operation, draft, limits),
    shared,
    budget,
    world: options.wait ? { ...world, wait: options.wait } : world,
    signal,
    notBefore: options.notBefore === undefined ? undefined : Date.parse(options.notBefore),
    onWait: controls => sending.onWait(controls),
    ...reportsTo(record, parts, signal),
  });
}

const withKeySeen = (destination: Destination, { record, ...sending }: Sending): Destination =>
  watched(destination, (key, before) => {
    sending.keySeen(key);
    if (key !== undefined)
      record.keySeen({ changed: before !== undefined, malformed: !hasKeyForm(key) });
  });

/** A run that may be charged is on disk before each of its attempts leaves: a crash must not lose it. */
const safely = (transport: Transport, record: RunRecord): Transport =>
  record.isFree ? transport : journalled(transport, () => record.saved());

function reportsTo(
  record: RunRecord,
  { world }: ExplorerParts,
  signal: AbortSignal,
): Pick<Parameters<typeof runAttempts>[0], 'report' | 'onProgress'> {
  const progress = new Progress();
  return {
    report: ({ attempts, outcome }) => {
      progress.restart();
      const { exchange: before } = record;
      const goesOn = outcome.kind === 'running' && before.outcome.kind === 'running';
      // Nearly every run is published as running when it begins, and goes on with its first attempt at once.
      if (goesOn && attempts.length === before.attempts.length && record.isPublished) return;
      const exchange = { ...before, attempts, outcome };
      if (!isSettled(exchange)) record.publish(exchange);
    },
    onProgress: bytes => {
      const received = progress.take(bytes, world.monotonic());
      if (received && !signal.aborted) record.progress(received);
    },
  };
}
