import { catalog } from '../core/catalog/catalog';
import type { Operation } from '../core/catalog/operation';

/** Where a cursor of the description's examples goes on: after the first batch of the operation's first example. */
interface SampleWalk {
  readonly filters: Readonly<Record<string, unknown>>;
  readonly size: number;
  readonly after: readonly [time: number, id: string];
  readonly depth: number;
}

const defaultSize = 100;

/** Keyed by operation id and cursor. */
const samples: ReadonlyMap<string, SampleWalk> = new Map(catalog().operations.flatMap(samplesOf));

function samplesOf({ id, body }: Operation): readonly [string, SampleWalk][] {
  const examples = Object.values(body?.examples ?? {}) as readonly Readonly<
    Record<string, unknown>
  >[];
  const { batch_size: size = defaultSize, ...filters } = examples[0] ?? {};
  return examples.flatMap(({ cursor }): [string, SampleWalk][] => {
    if (typeof cursor !== 'string' || typeof size !== 'number') return [];
    return [[`${id} ${cursor}`, { filters, size, after: [0, ''], depth: size }]];
  });
}

/** The walk of an example cursor; undefined: the description shows no such cursor for this operation. */
export const sampleWalk = (operationId: string, cursor: string): SampleWalk | undefined =>
  samples.get(`${operationId} ${cursor}`);
