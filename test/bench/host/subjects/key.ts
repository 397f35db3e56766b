import type { BenchWindow } from '../benchWindow.js';
import { arm, pressedAt } from '../pageClock.js';
import type { Subject } from '../subject.js';
import * as panels from './panels.js';

const floor = 'a bare command';

/** A key on the operation in the tree, while no panel is open. */
export const key: Subject = {
  lines: [{ title: 'key → request, panel closed', figure: 'arrived', floor, atMost: '' }],
  rounds: 15,
  warmUp: 3,
  async prepare(window) {
    await window.useProfile();
    await panels.openOurs(window);
    await window.agent.command('jobo.operations.focus');
    await window.workbench.rows('GET Read one job').click();
    return {
      ours: () => press(window, 'Control+Enter'),
      [floor]: () => press(window, 'Control+Alt+F9'),
    };
  },
};

/** The tree has the keys, and the focus on the row that was clicked last. */
async function press({ workbench, server, agent }: BenchWindow, keys: string) {
  const { page } = workbench;
  await agent.command('workbench.action.closeAllEditors');
  await agent.command('jobo.operations.focus');
  await workbench.rows('GET Read one job').and(page.locator('.focused')).waitFor();
  await agent.rests();
  const { arrival } = server.next();
  await arm(page, 'body', '');
  await page.keyboard.press(keys);
  const { at } = await arrival;
  const pressed = await pressedAt(page);
  await agent.rests();
  return { arrived: at - pressed };
}
