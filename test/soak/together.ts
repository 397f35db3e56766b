import { canary } from '../support/canary.js';
import { recordingServer } from '../unit/run/harness.js';
import { exactly, none, type Figure } from './figure.js';
import { keep, type Subject } from './subject.js';
import { Ground, type SoakWindow } from './window/ground.js';

const profilesOfEach = 6;
const price = 3;

/** Two windows of one editor: what both keep is there in both, and an answer of the one is offered in the other. */
export const together: Subject = async opened => {
  const headers = { 'x-credits-deducted': `${price}`, 'x-credits-balance': '40000' };
  const server = keep(
    opened,
    await recordingServer((_, response) => {
      response.writeHead(200, { ...headers, 'content-type': 'application/json' }).end('{}');
    }),
  );
  const ground = keep(opened, await Ground.open('together'));
  const one = await ground.window('one');
  await one.useProfile('Shared', server.origin, canary);
  const two = await ground.window('two');
  const names = await addAtOnce([one, two], server.origin);
  const wanted = ['Shared', ...names];
  const figures = [none('profiles missing in two windows', await missing([one, two], wanted))];
  await Promise.all([one.reload(), two.reload()]);
  figures.push(none('profiles missing after a reload', await missing([one, two], wanted)));
  return [...figures, ...(await answeredOnce([one, two], () => server.requests.length))];
};

async function addAtOnce(windows: readonly SoakWindow[], baseUrl: string) {
  const names = windows.map(({ agent }) =>
    Array.from({ length: profilesOfEach }, (_, nth) => `${agent.window} ${nth}`),
  );
  await Promise.all(
    windows.flatMap(({ agent }, nth) =>
      (names[nth] ?? []).map(name => agent.command('jobo.addProfile', { name, baseUrl })),
    ),
  );
  return names.flat();
}

/** Whoever switches to one that is not there is told so. */
async function missing(windows: readonly SoakWindow[], names: readonly string[]) {
  const lacking: string[] = [];
  for (const { agent } of windows)
    for (const name of names)
      await agent
        .command('jobo.switchProfile', name)
        .catch(() => lacking.push(`${name}, in window ${agent.window}`));
  return lacking;
}

/** The second window asks the same as the first one, and is told what that was answered. */
async function answeredOnce(
  windows: readonly SoakWindow[],
  requests: () => number,
): Promise<readonly Figure[]> {
  const body = { queries: ['together'], page_size: 1 };
  const request = { operationId: 'searchJobsPost', body };
  const before = requests();
  const ids = new Set<string>();
  for (const { agent } of windows) {
    await agent.command('jobo.switchProfile', 'Shared');
    ids.add((await agent.call('send', { request, takesKept: true })).id);
  }
  return [
    exactly('POSTs of two windows that ask the same', requests() - before, 1),
    exactly('runs that both were told of', ids.size, 1),
  ];
}
