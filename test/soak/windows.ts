import { canary } from '../support/canary.js';
import { recordingServer } from '../unit/run/harness.js';
import { dayOf } from '../../src/core/common/calendar.js';
import type { Exchange } from '../../src/api.js';
import { exactly, type Figure } from './figure.js';
import { keep, type Subject } from './subject.js';
import { Ground, type SoakWindow } from './window/ground.js';

const rounds = 5;
const runsOfEach = 6;
/** What the day may still take in a round, in runs. */
const allowed = 4;
/** Of one run, in credits. */
const price = 3;

/** Runs at once from two windows under one limit for the day. */
export const windows: Subject = async opened => {
  const headers = { 'x-credits-deducted': `${price}`, 'x-credits-balance': '40000' };
  const server = keep(
    opened,
    await recordingServer((_, response) => {
      response.writeHead(200, { ...headers, 'content-type': 'application/json' }).end('{}');
    }),
  );
  const ground = keep(opened, await Ground.open('windows'));
  const one = await ground.window('one');
  await one.useProfile('Shared', server.origin, canary);
  const two = await ground.window('two');
  await two.agent.command('jobo.switchProfile', 'Shared');
  const counted: Round[] = [];
  let [day, sentBefore] = ['', 0];
  while (counted.length < rounds) {
    const today = dayOf(Date.now());
    const before = server.requests.length;
    if (today !== day) [day, sentBefore] = [today, before];
    const limit = (before - sentBefore + allowed) * price;
    const outcomes = await atOnce([one, two], limit);
    // Midnight gives the limit anew.
    if (dayOf(Date.now()) === today)
      counted.push({ posts: server.requests.length - before, outcomes });
  }
  return counted.flatMap(figuresOf);
};

interface Round {
  readonly posts: number;
  readonly outcomes: readonly string[];
}

/** Sends from all windows; whatever is asked is answered with no. */
async function atOnce(all: readonly SoakWindow[], limit: number): Promise<readonly string[]> {
  for (const { agent } of all)
    await agent.call('set', { name: 'jobo.credits.dailyLimit', value: limit });
  const sending = all.flatMap(({ agent }, window) =>
    Array.from({ length: runsOfEach }, (_, nth) => {
      const queries = [`${Date.now()}, limit ${limit}, window ${window}, run ${nth}`];
      const request = { operationId: 'searchJobsPost', body: { queries, page_size: 1 } };
      return agent.call('send', { request });
    }),
  );
  let isDone = false;
  const done = Promise.all(sending).finally(() => (isDone = true));
  await Promise.all(all.map(window => decline(window, () => isDone)));
  return (await done).map(outcomeOf);
}

/** Chooses *Do not send* as often as it is asked. */
async function decline({ page }: SoakWindow, isOver: () => boolean): Promise<void> {
  const choice = page.locator('.quick-input-list .monaco-list-row', { hasText: 'Do not send' });
  while (!isOver()) {
    if (await choice.isVisible()) await choice.click({ timeout: 1_000 }).catch(() => undefined);
  }
}

const outcomeOf = ({ outcome }: Pick<Exchange, 'outcome'>): string =>
  outcome.kind === 'refused' ? outcome.reason : outcome.kind;

function figuresOf({ posts, outcomes }: Round, round: number): readonly Figure[] {
  const name = `round ${round + 1}: `;
  const count = (kind: string) => outcomes.filter(outcome => outcome === kind).length;
  return [
    exactly(`${name}POSTs of ${2 * runsOfEach} runs under a limit for ${allowed}`, posts, allowed),
    exactly(
      `${name}runs that were asked about and declined`,
      count('notConfirmed'),
      2 * runsOfEach - allowed,
    ),
  ];
}
