import type { ExchangeView } from '../../src/protocol';
import { answered, jobs, panel, request } from '../unit/panel/fixtures';
import { sending } from '../unit/panel/states';
import type { Candidate } from './panelPages';

/** In milliseconds. */
export interface Settled {
  /** From the message that a run has ended until its first rows are painted. */
  readonly painted: readonly number[];
  /** From any message until the next paint: the least that it can take. */
  readonly floor: readonly number[];
}

/** Ends runs with a small answer, one after the other, beside a request with many fields. */
export async function settle(candidate: Candidate, tripMs: number, runs: number): Promise<Settled> {
  const { page, host } = await candidate.open(panel({ request }), jobs(1), tripMs);
  await page.evaluate(script);
  const painted: number[] = [];
  const floor: number[] = [];
  for (let n = 0; n < runs; n++) {
    const id = `run-${n}`;
    await host.emit('panel/show', panel({ request, exchange: { ...sending, id } }));
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    floor.push(await page.evaluate<number>('paintedAfter(undefined)'));
    const ended: ExchangeView = host.withBody({ ...answered, id });
    const message = JSON.stringify({ event: 'exchange/changed', value: ended });
    painted.push(await page.evaluate<number>(`paintedAfter(${message})`));
  }
  await page.close();
  return { painted, floor };
}

/** Text, since it runs in the page. */
const script = `
  globalThis.paintedAfter = message => new Promise(done => {
    const since = performance.now();
    const isThere = () => message === undefined || document.querySelector('.row')?.textContent;
    // The frame after the one that draws: by then that one is painted.
    const look = () => requestAnimationFrame(() => {
      if (!isThere()) return look();
      requestAnimationFrame(() => done(performance.now() - since));
    });
    addEventListener('message', look, { once: true });
    postMessage(message ?? null, '*');
  });
`;
