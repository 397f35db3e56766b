// npm run bench:panel: the panel's page, built and in a real browser, with a host that reads the real body. With
// `-- --beside <checkout>` the page of that checkout is measured in the same run, by turns with ours.
import { parseArgs } from 'node:util';
import { median, quantile, seeded, shuffled } from './figures';
import { candidates, type Candidate } from './panelPages';
import { scroll, type Scrolled } from './panelScroll';
import { settle, type Settled } from './panelSettle';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    beside: { type: 'string' },
  },
});
const random = seeded(Number(values.seed));
const rounds = Number(values.rounds);
/** Without a delay, and with about that of the editor between an extension and its panel. */
const trips = [0, 40];
const runsARound = 10;

async function inTurns<T>(
  all: readonly Candidate[],
  measure: (candidate: Candidate) => Promise<T>,
): Promise<ReadonlyMap<string, readonly T[]>> {
  const results = new Map<string, T[]>(all.map(({ name }) => [name, []]));
  for (let n = 0; n < rounds; n++)
    for (const candidate of shuffled(all, random))
      results.get(candidate.name)?.push(await measure(candidate));
  return results;
}

const spread = (figures: readonly number[], digits = 0): string =>
  `${median(figures).toFixed(digits)} (${quantile(figures, 0.25).toFixed(digits)}–${quantile(figures, 0.75).toFixed(digits)})`;

const scrolled = (rows: readonly Scrolled[]): string =>
  [
    `mostly blank ${spread(rows.map(({ blank }) => blank))} of ${rows[0]?.frames ?? 0} frames`,
    `in place ${spread(rows.map(({ inPlace }) => inPlace))}`,
    `${spread(rows.map(({ calls }) => calls))} calls`,
  ].join(', ');

function settled(rows: readonly Settled[]): string {
  const painted = rows.flatMap(row => row.painted);
  const floors = rows.flatMap(row => row.floor);
  const ratios = painted.map((ms, nth) => ms / (floors[nth] ?? NaN));
  return `${spread(painted, 1)} ms, ${spread(ratios, 2)} × one message and its paint (${spread(floors, 1)} ms)`;
}

const { beside } = values;
const bench = await candidates({
  'this checkout': undefined,
  ...(beside !== undefined && { [beside]: beside }),
});
for (const trip of trips) {
  console.log(
    `\nanswers to calls for rows after ${trip} ms; ${rounds} rounds, seed ${values.seed}`,
  );
  const scrolls = await inTurns(bench.all, candidate => scroll(candidate, trip));
  const settles = await inTurns(bench.all, candidate => settle(candidate, trip, runsARound));
  for (const { name } of bench.all) {
    console.log(`  ${name}`);
    console.log(`    8 MB unfolded, 1,000 px a frame: ${scrolled(scrolls.get(name) ?? [])}`);
    console.log(`    small answer, settled to painted: ${settled(settles.get(name) ?? [])}`);
  }
}
await bench.close();
