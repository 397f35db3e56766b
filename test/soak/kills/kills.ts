import * as fs from 'node:fs';
import * as path from 'node:path';
import { canary } from '../../support/canary.js';
import { seeded } from '../../bench/figures.js';
import { exactly, none, type Figure } from '../figure.js';
import { readStorage, type Storage } from '../storage.js';
import { keep, type Subject } from '../subject.js';
import { comes } from '../../support/until.js';
import { Ground, type SoakWindow } from '../window/ground.js';
import { moments, type Moment } from './moments.js';
import { PressServer } from './pressServer.js';

/** Each moment twice: in it, and a few milliseconds later. */
const rounds = 2;
const latestMs = 25;

/** 30 kills of the extension host around a spending POST. */
export const kills: Subject = async opened => {
  const server = keep(opened, await PressServer.listen());
  const ground = keep(opened, await Ground.open('kills'));
  const random = seeded(30);
  const window = await ground.window('spending');
  await window.useProfile('Spending', server.origin, canary);
  const running: string[] = [];
  const presses: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const moment of moments) {
      const press = `${moment.name}, round ${round + 1}`;
      presses.push(press);
      const lateMs = round === 0 ? 0 : 1 + Math.floor(random() * latestMs);
      await pressAndKill(window, ground.storage, server, { press, moment, lateMs });
      server.restarted();
      running.push(...(await rowsStillRunning(window, ground.storage)));
    }
  }
  return [
    exactly(
      'extension hosts of which the editor says that SIGKILL ended them',
      ended(ground),
      presses.length,
    ),
    ...figuresOf(presses, server, readStorage(ground.storage), running),
  ];
};

const ended = (ground: Ground): number =>
  ground.serverLog().match(/Extension Host Process exited with code: null, signal: SIGKILL/g)
    ?.length ?? 0;

interface Press {
  readonly press: string;
  readonly moment: Moment;
  readonly lateMs: number;
}

async function pressAndKill(
  { agent }: SoakWindow,
  storage: string,
  server: PressServer,
  { press, moment: { by, replies }, lateMs }: Press,
): Promise<void> {
  const kill = () => {
    if (lateMs === 0) agent.kill();
    else setTimeout(() => agent.kill(), lateMs);
  };
  let watching: fs.FSWatcher | undefined;
  const watch = (folder: string) => {
    fs.mkdirSync(path.join(storage, folder), { recursive: true, mode: 0o700 });
    watching = fs.watch(path.join(storage, folder), () => {
      watching?.close();
      kill();
    });
  };
  server.expect(press, replies, (stage, attempt) => {
    if ('server' in by && by.server === stage && by.attempt === attempt) kill();
    if ('disk' in by && by.from === stage) watch(by.disk);
  });
  if ('disk' in by && by.from === 'press') watch(by.disk);
  const request = { operationId: 'searchJobsPost', body: { queries: [press], page_size: 1 } };
  const own = 'host' in by ? { kill: by.host, lateMs } : {};
  // It ends with the extension host, never with an answer of its own where it is killed in time.
  agent.call('send', { request, ...own }).catch(() => undefined);
  await agent.ended();
}

/** After the next start, once somebody looks at History. */
async function rowsStillRunning(window: SoakWindow, storage: string): Promise<readonly string[]> {
  const agent = await window.reload();
  await agent.command('jobo.history.focus');
  const left = () => {
    const { running, drafts } = readStorage(storage);
    return [...running, ...drafts];
  };
  await comes(() => left().length === 0);
  return left();
}

function figuresOf(
  presses: readonly string[],
  { posts }: PressServer,
  { rows, entries, torn }: Storage,
  running: readonly string[],
): readonly Figure[] {
  const of = (press: string) => posts.filter(post => post.press === press);
  const sent = presses.filter(press => of(press).length > 0);
  const rowOf = (press: string) => rows.find(({ draft }) => draft.body?.includes(`"${press}"`));
  const beyond = (press: string) =>
    of(press).length > 1 + of(press).filter(({ mayRepeat }) => mayRepeat).length;
  const inTwoStarts = (press: string) => new Set(of(press).map(({ start }) => start)).size > 1;
  const count = (times: number) => presses.filter(press => of(press).length === times).length;
  return [
    {
      what: 'presses that sent no POST, one, two',
      was: [0, 1, 2].map(count).join(', '),
      hold: 'some of each, together all',
      held:
        [0, 1, 2].every(times => count(times) > 0) &&
        count(0) + count(1) + count(2) === presses.length,
    },
    none('presses with a POST beyond those of the table', presses.filter(beyond)),
    none('presses with a POST after the next start', presses.filter(inTwoStarts)),
    none(
      'presses that were sent without a row on disk',
      sent.filter(press => !rowOf(press)),
    ),
    none(
      'presses that were sent without a line in the ledger',
      sent.filter(press => !entries.some(({ id }) => id === rowOf(press)?.exchange.id)),
    ),
    none(`rows left running after the next start, of ${rows.length}`, running),
    none(`torn rows and lines, of ${rows.length} and ${entries.length}`, torn),
  ];
}
