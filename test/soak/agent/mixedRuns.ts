import { setImmediate as turn } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Exchange, JoboExplorerApi, SendRequest } from '../../../src/api';
import { commands } from '../../../src/names';
import { markerOf, scenarios } from '../mixed/scenarios';
import type { MixedTally, Tasks } from './messages';

const together = 20;
/** Another profile becomes the active one after so many runs have begun. */
const switchEvery = 10;
/** Waits as long as it has to; all others go on at once. */
const waitsEvery = 25;

const told = new Map<string, () => void>();

/** The server has done its part of a run. */
export const tell = (marker: string): void => told.get(marker)?.();

/** Free, spending and creating runs of every scenario, many at a time, while the profile changes. */
export async function mixedRuns(
  api: JoboExplorerApi,
  { from, count, profiles }: Tasks['mixed']['params'],
): Promise<MixedTally> {
  const exchanges: Exchange[] = [];
  const failures: string[] = [];
  let next = from;
  const work = async () => {
    while (next < from + count) {
      const nth = next++;
      if (nth % switchEvery === 0) {
        const profile = profiles[(nth / switchEvery) % profiles.length];
        await vscode.commands.executeCommand(commands.switchProfile, profile);
      }
      await one(api, nth).then(
        exchange => exchanges.push(exchange),
        (failure: unknown) => failures.push(String(failure)),
      );
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  return tallyOf(exchanges, failures);
}

async function one(api: JoboExplorerApi, nth: number): Promise<Exchange> {
  const scenario = scenarios[nth % scenarios.length]!;
  const marker = markerOf(scenario, nth);
  const stop = new AbortController();
  const waits = nth % waitsEvery === 0 || scenario.cancelled !== undefined;
  if (scenario.cancelled === 'told') told.set(marker, () => stop.abort());
  const sending = api.send(requestOf(marker, nth), {
    signal: stop.signal,
    ...(!waits && { wait: () => turn() }),
  });
  if (scenario.cancelled === 'at once') stop.abort();
  return sending.finally(() => told.delete(marker));
}

/** Each scenario with each kind of operation in turn. */
function requestOf(marker: string, nth: number): SendRequest {
  const requests: readonly SendRequest[] = [
    { operationId: 'getJob', path: { id: marker } },
    { operationId: 'searchJobsPost', body: { queries: [marker], page_size: 1 } },
    { operationId: 'createApplication', body: { job_id: marker } },
  ];
  return requests[Math.floor(nth / scenarios.length) % requests.length]!;
}

function tallyOf(exchanges: readonly Exchange[], failures: readonly string[]): MixedTally {
  const kinds: Record<string, number> = {};
  const sent: Record<string, number> = {};
  for (const { outcome, profile, method, attempts } of exchanges) {
    kinds[outcome.kind] = (kinds[outcome.kind] ?? 0) + 1;
    const name = `${profile} ${method}`;
    sent[name] = (sent[name] ?? 0) + attempts.filter(attempt => attempt.sent).length;
  }
  return { kinds, sent, failures };
}
