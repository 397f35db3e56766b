import type { JoboExplorerApi } from '../../../../src/api';
import { median } from '../../figures';
import type { Sender, Tasks } from './tasks';

const id = '018f2a6c-7b1e-7c3a-9d4e-5f60718293a4';

/** The editor keeps Node's own where everybody can see it. */
const fetches = globalThis as unknown as { readonly __vscodeOriginalFetch?: typeof fetch };

/** Node's own fetch. The editor has put another one in its place. */
export function nodeFetch(...args: Parameters<typeof fetch>): Promise<Response> {
  const own = fetches.__vscodeOriginalFetch;
  if (!own) throw new Error("The editor does not keep Node's fetch.");
  return own(...args);
}

/** Reads a job again and again, and tells how long one took, in ms; the median. */
export async function sending(
  api: JoboExplorerApi,
  { sender, origin, times }: Tasks['send']['params'],
): Promise<number> {
  const took: number[] = [];
  const once = senders(api, origin)[sender];
  for (let made = 0; made < times; made += 1) {
    const began = performance.now();
    const answer = (await once()) as { readonly title?: unknown } | undefined;
    took.push(performance.now() - began);
    if (typeof answer?.title !== 'string') throw new Error(`${sender} did not give the answer.`);
  }
  return median(took);
}

function senders(
  api: JoboExplorerApi,
  origin: string,
): Readonly<Record<Sender, () => Promise<unknown>>> {
  const bare = async (send: typeof fetch) => {
    const answer = await send(`${origin}/api/jobs/${id}`);
    return JSON.parse(await answer.text()) as unknown;
  };
  return {
    ours: async () => {
      const { body, outcome } = await api.send({ operationId: 'getJob', path: { id } });
      if (body.text === undefined) throw new Error(`There was no answer: ${outcome.kind}.`);
      return JSON.parse(body.text) as unknown;
    },
    node: () => bare(nodeFetch),
    editor: () => bare((...args) => globalThis.fetch(...args)),
  };
}
