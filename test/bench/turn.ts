import { createClient } from './clients';
import { median } from './figures';
import type { ClientName, Turn } from './rounds';
import { isScenario, scenarios } from './scenarios';

/** Process of one client: told how many requests to make, tells how long they took. */
const [name, scenario = '', origin = ''] = process.argv.slice(2);
if (!isScenario(scenario)) throw new Error(`There is no scenario ${scenario}.`);
const client = await createClient(name as ClientName, origin, scenarios[scenario].draft);

async function turn(requests: number): Promise<Turn> {
  const times: number[] = [];
  const before = process.cpuUsage();
  for (let made = 0; made < requests; made += 1) {
    const began = performance.now();
    const answer = (await client.send()) as { readonly jobs?: unknown } | undefined;
    times.push((performance.now() - began) * 1_000);
    if (!Array.isArray(answer?.jobs)) throw new Error(`${name ?? ''} did not give the answer.`);
  }
  await client.settle();
  const { user, system } = process.cpuUsage(before);
  return { latency: median(times), cpu: (user + system) / requests };
}

process.on('message', requests => {
  void turn(Number(requests)).then(result => process.send?.(result));
});
process.once('disconnect', () => {
  void client.close().finally(() => process.exit());
});
process.send?.('ready');
