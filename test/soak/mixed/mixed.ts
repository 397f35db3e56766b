import { canary } from '../../support/canary.js';
import type { Agent } from '../../support/agent/agents.js';
import type { Measured, MixedTally, Tasks } from '../agent/messages.js';
import { atMost, exactly, none, type Figure } from '../figure.js';
import { readStorage, type Storage } from '../storage.js';
import { keep, type Subject } from '../subject.js';
import { comes } from '../../support/until.js';
import { Ground, type SoakWindow } from '../window/ground.js';
import { startMixedServer } from './mixedServer.js';

const runs = 2_000;
/** Until then the engine is loaded, as many rows are kept as ever will be, and the compiler has been at work. */
const warmUp = 400;
/** 4 kB for a run: a row that stayed would be more. What each may leave is its line of the ledger. */
const mostMegabytes = 8;
/** `jobo.history.maximumRuns` */
const mostRows = 200;

type Server = Awaited<ReturnType<typeof startMixedServer>>;

/** 2,000 mixed runs in one window, with cancels and changes of the profile. */
export const mixed: Subject = async opened => {
  const ground = keep(opened, await Ground.open('mixed'));
  const window = await ground.window('mixed');
  const tell = (marker: string) => {
    window.agent.call('tell', { marker }).catch(() => undefined); // its runs end with it
  };
  const servers = [await startMixedServer(tell), await startMixedServer(tell)];
  opened.push(...servers);
  return count(window, servers, ground.storage);
};

async function count(
  window: SoakWindow,
  servers: readonly Server[],
  storage: string,
): Promise<readonly Figure[]> {
  const { agent } = window;
  const profiles = servers.map((_, nth) => profileOf(nth));
  for (const [nth, { origin }] of servers.entries())
    await window.useProfile(profiles[nth]!, origin, canary);
  const first = await agent.call('mixed', { from: 0, count: warmUp, profiles });
  await comes(() => openAt(servers) === 0);
  const before = await agent.call('measure', {});
  const then = await agent.call('mixed', { from: warmUp, count: runs, profiles });
  await comes(() => openAt(servers) === 0);
  const after = await measureOnce(agent, before);
  return [
    ...countedFigures([first, then], servers),
    ...leftFigures(before, after),
    exactly('connections that were not closed', openAt(servers), 0),
    ...keptFigures(readStorage(storage)),
  ];
}

const profileOf = (server: number): string => `Mixed ${server + 1}`;

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

const openAt = (servers: readonly Server[]): number => sum(servers.map(({ open }) => open));

/** The editor has timers and files of its own, which come and go: looks again until nothing is there that was not before. */
async function measureOnce(agent: Agent<Tasks>, before: Measured): Promise<Measured> {
  let latest = await agent.call('measure', {});
  await comes(async () => {
    latest = await agent.call('measure', {});
    return more(before, latest).length === 0 && latest.files <= before.files;
  });
  return latest;
}

const more = (before: Measured, after: Measured): readonly string[] =>
  Object.entries(after.resources)
    .filter(([name, times]) => times > (before.resources[name] ?? 0))
    .map(([name, times]) => `${name} ${before.resources[name] ?? 0} → ${times}`);

function countedFigures(
  tallies: readonly MixedTally[],
  servers: readonly Server[],
): readonly Figure[] {
  const { kinds } = tallies.at(-1)!;
  const ends = Object.entries(kinds).map(([kind, times]) => `${times} ${kind}`);
  const sentBy = (name: string) => sum(tallies.map(({ sent }) => sent[name] ?? 0));
  return [
    exactly(`runs that ended (${ends.join(', ')})`, sum(Object.values(kinds)), runs),
    none(
      'sends that were rejected',
      tallies.flatMap(({ failures }) => failures),
    ),
    ...servers.flatMap(({ came }, nth) =>
      ['GET', 'POST'].map(method =>
        exactly(
          `${method}s at the server of ${profileOf(nth)}, as many as rows say`,
          came[method] ?? 0,
          sentBy(`${profileOf(nth)} ${method}`),
        ),
      ),
    ),
  ];
}

function leftFigures(before: Measured, after: Measured): readonly Figure[] {
  const grown = (after.heapBytes - before.heapBytes) / 1e6;
  return [
    atMost('heap in MB, more than before', Math.round(grown * 10) / 10, mostMegabytes),
    none('kinds of sockets, timers and the like with more than before', more(before, after)),
    atMost('open files', after.files, before.files),
    none('promises that were rejected and not handled', after.rejections),
  ];
}

function keptFigures({ rows, running, torn }: Storage): readonly Figure[] {
  return [
    atMost('rows kept', rows.length, mostRows),
    none('rows left running', running),
    none('torn rows and lines', torn),
  ];
}
