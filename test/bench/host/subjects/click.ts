import type { Subject } from '../subject.js';
import * as panels from './panels.js';

const floor = 'a bare panel';

/** A click on *Send* in the open panel. */
export const click: Subject = {
  lines: [
    { title: 'click → request, panel open', figure: 'arrived', floor, atMost: '' },
    { title: 'click → painted, panel open', figure: 'painted', floor, atMost: '' },
  ],
  rounds: 25,
  warmUp: 5,
  async prepare(window) {
    await window.useProfile();
    const ours = await panels.openOurs(window);
    const bare = await panels.openBare(window);
    return {
      ours: () => panels.click(window, ours),
      [floor]: () => panels.click(window, bare),
    };
  },
};
