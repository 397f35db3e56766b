import { canary } from '../../support/canary.js';
import { recordingServer } from '../../unit/run/harness.js';
import { exactly, none, type Figure } from '../figure.js';
import { keep, type Subject } from '../subject.js';
import { Ground, type SoakWindow } from '../window/ground.js';
import { harmlessAnswers, hostileAnswers, type HostileAnswer } from './answers.js';
import { breachesOf, hearBreaches, tryWay, type End } from './breaches.js';
import { draw, watchPage } from './draw.js';
import { waysOut } from './waysOut.js';

type Server = Awaited<ReturnType<typeof recordingServer>>;

/** Hostile answers in the real panel of a real window, and what its policy lets out. */
export const hostile: Subject = async opened => {
  const answers: HostileAnswer[] = [];
  const beacon = keep(opened, await recordingServer((_, response) => void response.end()));
  const server = keep(
    opened,
    await recordingServer(({ url = '' }, response) => {
      const { status, headers, body } = answers[Number(url.split('-').at(-1))]!;
      response.writeHead(status, headers).end(body);
    }),
  );
  const ground = keep(opened, await Ground.open('hostile'));
  const window = await ground.window('hostile');
  await window.useProfile('Hostile', server.origin, canary);
  const drawn = await drawAll(window, ground.origin, beacon, answers);
  return [...drawn, ...(await goOut(window, beacon))];
};

async function drawAll(
  window: SoakWindow,
  own: string,
  beacon: Server,
  answers: HostileAnswer[],
): Promise<readonly Figure[]> {
  const { page } = window;
  const next = (answer: HostileAnswer) => `answer-${answers.push(answer) - 1}`;
  const ours = new Set<string>();
  for (const answer of harmlessAnswers)
    for (const name of await draw(window, next(answer))) ours.add(name);
  const alarms = watchPage(page, own);
  await hearBreaches(page);
  const foreign: string[] = [];
  const stopped: string[] = [];
  const { host } = new URL(beacon.origin);
  const all = hostileAnswers(text => text.replaceAll('127.0.0.1:9', host));
  for (const answer of all) {
    const id = next(answer);
    const seen = await draw(window, id).catch((failure: unknown) => {
      stopped.push(`${id} ${String(failure).split('\n')[0] ?? ''}`);
      return [];
    });
    const names = [...seen].filter(name => !ours.has(name));
    if (names.length > 0) foreign.push(`${id} ${names.join()}`);
  }
  return [
    exactly('hostile answers drawn, no freeze', all.length - stopped.length, all.length),
    none('answers that were not drawn', stopped),
    none('elements and attributes that harmless answers do not have', foreign),
    none('dialogs', [...alarms.dialogs]),
    none("requests beyond the editor's own", [...alarms.requests]),
    none('windows and downloads', [...alarms.windows]),
    none('breaches of the policy', await breachesOf(page)),
    exactly('requests at a server that the texts name', beacon.requests.length, 0),
  ];
}

/** Each in a panel of its own: some of them leave nothing of it. */
async function goOut(window: SoakWindow, beacon: Server): Promise<readonly Figure[]> {
  const ends: (readonly [name: string, end: End])[] = [];
  for (const [name, code] of Object.entries(waysOut)) {
    await window.agent.command('workbench.action.closeAllEditors');
    await draw(window, 'answer-0');
    const path = `/${encodeURIComponent(name)}`;
    const isOut = () => beacon.requests.some(({ url }) => url === path);
    ends.push([name, await tryWay(window, code, beacon.origin + path, isOut)]);
  }
  const ended = (as: End) => ends.filter(([, end]) => end === as).map(([name]) => name);
  return [
    exactly('ways out of the live panel that were blocked', ended('blocked').length, ends.length),
    none('ways out that were open', ended('out')),
    none('ways out of which nothing was heard', ended('nothing')),
  ];
}
