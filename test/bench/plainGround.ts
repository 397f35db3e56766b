import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { seeded, shuffled } from './figures';
import { answer, start } from './processes';
import type { ClientName, Round, Turn } from './rounds';
import { clientNames } from './rounds';
import type { Scenario, ScenarioName } from './scenarios';
import { scenarios } from './scenarios';
import { table } from './table';

const folder = 'test/out/bench';
/** Turns before the first that counts: until then the compiler is at work as well. */
const warmUp = 15;

export interface PlainOptions {
  readonly names: readonly ScenarioName[];
  readonly seed: number;
  readonly rounds?: number;
}

/** Measures the pipeline in plain Node beside bare clients, and prints a table for each scenario. */
export async function plainGround(options: PlainOptions): Promise<void> {
  await buildTurns();
  console.log(
    `node ${process.versions.node} (its fetch: undici ${process.versions['undici'] ?? '?'}), ` +
      `undici ${version('node_modules/undici/package.json')}, ` +
      `httpyac ${version('test/bench/node_modules/httpyac/package.json')}; seed ${options.seed}`,
  );
  for (const name of options.names) {
    const scenario = scenarios[name];
    const rounds = await measure(name, scenario, options);
    console.log(`\n${scenario.title}: ${rounds.length} rounds of ${scenario.requests}`);
    console.log(table(rounds, scenario.atMost));
  }
}

async function measure(
  name: string,
  scenario: Scenario,
  { seed, rounds: count = scenario.rounds }: PlainOptions,
): Promise<readonly Round[]> {
  const server = await start(1, `${folder}/server.mjs`, [String(scenario.answerBytes)]);
  const origin = `http://127.0.0.1:${Number(server.first)}`;
  const clients = new Map<ClientName, Awaited<ReturnType<typeof start>>['child']>();
  const turn = async (client: ClientName, requests: number) => {
    const child = clients.get(client);
    child?.send(requests);
    return child && ((await answer(child)) as Turn);
  };
  for (const client of clientNames) {
    clients.set(client, (await start(0, `${folder}/turn.mjs`, [client, name, origin])).child);
    await turn(client, scenario.requests * warmUp);
  }
  const random = seeded(seed);
  const rounds: Round[] = [];
  for (let n = 0; n < count; n += 1) {
    const round: Partial<Record<ClientName, Turn>> = {};
    for (const client of shuffled(clientNames, random)) {
      const result = await turn(client, scenario.requests);
      if (result) round[client] = result;
    }
    rounds.push(round as Round);
  }
  for (const child of [...clients.values(), server.child]) child.disconnect();
  return rounds;
}

const version = (file: string) =>
  (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;

async function buildTurns(): Promise<void> {
  await build({
    entryPoints: { turn: 'test/bench/turn.ts', server: 'test/bench/server.ts' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    // undici's modules ask for Node's own as CommonJS does.
    banner: {
      js: `import { createRequire as jobo } from 'node:module'; const require = jobo(import.meta.url);`,
    },
  });
}
