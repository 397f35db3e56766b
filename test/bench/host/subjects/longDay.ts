import type { Subject } from '../subject.js';
import * as panels from './panels.js';
import { dayIsShown, withRuns } from './history.js';

const floor = 'the view hidden';

/** A click on *Send* while History shows a day with that many runs, beside the same with the view hidden. */
export const longDay = (runs: number): Subject => ({
  lines: [
    {
      title: `click → painted, ${runs.toLocaleString('en')} runs in the open day`,
      figure: 'painted',
      floor,
      atMost: '1.10',
    },
  ],
  rounds: 11,
  warmUp: 1,
  async prepare(window) {
    await withRuns(window, runs);
    await window.useProfile();
    const panel = await panels.openOurs(window);
    return {
      ours: async () => {
        await window.agent.command('jobo.history.focus');
        await dayIsShown(window);
        return panels.click(window, panel);
      },
      [floor]: async () => {
        await window.agent.command('workbench.view.explorer');
        return panels.click(window, panel);
      },
    };
  },
});
