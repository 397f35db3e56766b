import type { BenchWindow } from '../benchWindow.js';
import { arm, paintedAt } from '../pageClock.js';
import { writeRuns } from '../rows.js';
import type { Figures, Subject } from '../subject.js';

const runs = 5_000;
const floor = 'a bare view of 100';
const title = 'History opened, 5,000 runs of one day';
const pane = (name: string) =>
  `.pane:has(> .pane-header[aria-label^="${name}"]) .monaco-list-row[aria-level="2"]`;

/** History opened for the first time in its window. */
export const history: Subject = {
  lines: [
    { title: `${title} → shown`, figure: 'shown', floor, atMost: '300 ms' },
    { title: '… longest block of the extension host', figure: 'block', floor, atMost: '50 ms' },
    { title: '… heap at its highest, MB more', figure: 'heapPeak', floor, atMost: '' },
    { title: '… heap that stays, MB more', figure: 'heapKept', floor, atMost: '' },
    { title: '… process at its largest, MB more', figure: 'residentPeak', floor, atMost: '' },
  ],
  rounds: 5,
  warmUp: 1,
  async prepare(window) {
    await withRuns(window, runs);
    await window.useProfile();
    return {
      ours: () =>
        open(window, 'jobo.history.focus', pane('History'), {
          text: 'Read one job',
          // The older runs are read once the newest are drawn: only then is there nothing more to do.
          last: `.monaco-list-row[aria-label*=", ${runs.toLocaleString('en')} runs"]`,
        }),
      [floor]: () => open(window, 'bench.day.focus', pane('Bare Day'), { text: 'Run' }),
    };
  },
};

/** A profile with so many runs of today, all kept, in a new window. */
export async function withRuns(window: BenchWindow, count: number): Promise<void> {
  await writeRuns(window.historyFolder, count);
  await window.set('jobo.history.maximumRuns', 5_000);
}

/** Resolves when History has drawn runs, and the extension host has nothing more to do for it. */
export async function dayIsShown({ workbench, agent }: BenchWindow): Promise<void> {
  await workbench.page.locator(pane('History')).first().waitFor();
  await agent.call('rest', {});
}

async function open(
  window: BenchWindow,
  command: string,
  rows: string,
  { text, last }: { readonly text: string; readonly last?: string },
): Promise<Figures> {
  await window.openFolder();
  const { agent } = window;
  await agent.call('activate', {});
  await agent.call('rest', {});
  const { page } = window.workbench;
  await arm(page, rows, text);
  await agent.call('watch', {});
  const began = await agent.call('callAt', { name: command });
  const shown = (await paintedAt(page)) - began;
  if (last !== undefined) await page.locator(last).first().waitFor();
  await agent.call('rest', {});
  const { longestBlock: block, ...memory } = await agent.call('seen', {});
  return { shown, block, ...memory };
}
