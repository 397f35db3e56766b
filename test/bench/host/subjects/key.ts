import { until } from '../../../support/until.js';
import type { BenchWindow } from '../benchWindow.js';
import { arm, pressedAt } from '../pageClock.js';
import type { Figures, Subject } from '../subject.js';
import * as panels from './panels.js';

const floor = 'a bare command';
/** In the tree, above the row of the operation. */
const rowsBefore = 3;
const keys = { ours: 'Control+Enter', [floor]: 'Control+Alt+F9' };

/** A key on the operation in the tree, while no panel is open. */
export const key: Subject = {
  lines: [{ title: 'key → request, panel closed', figure: 'arrived', floor, atMost: '' }],
  rounds: 15,
  warmUp: 3,
  async prepare(window) {
    await haveDraft(window);
    const again = async (pressed: string) => {
      await window.agent.command('workbench.action.closeAllEditors');
      return press(window, pressed);
    };
    return { ours: () => again(keys.ours), [floor]: () => again(keys[floor]) };
  },
};

/** The same as the first thing that is sent in a window. */
export const firstKey: Subject = {
  lines: [{ title: 'first key of a window → request', figure: 'arrived', floor, atMost: '' }],
  rounds: 7,
  warmUp: 1,
  async prepare(window) {
    await haveDraft(window);
    await window.workbench.stateIsWritten(new RegExp(panels.jobId));
    const first = async (pressed: string) => {
      await window.openFolder();
      return press(window, pressed);
    };
    return { ours: () => first(keys.ours), [floor]: () => first(keys[floor]) };
  },
};

/** A request that asks for nothing more before it is sent. */
async function haveDraft(window: BenchWindow): Promise<void> {
  await window.useProfile();
  // What was only typed may not be kept yet when the panel is closed; what was sent is.
  await panels.click(window, await panels.openOurs(window));
  await window.agent.call('rest', {});
}

async function press(window: BenchWindow, pressed: string): Promise<Figures> {
  const { server, agent } = window;
  const { page } = window.workbench;
  await focusRow(window);
  await agent.call('rest', {});
  const { arrival } = server.next();
  await arm(page, 'body', '');
  await page.keyboard.press(pressed);
  const { at } = await arrival;
  const arrived = at - (await pressedAt(page));
  await agent.call('rest', {});
  return { arrived };
}

/** Gives the keys to the operation's row in the tree. A view that is still being drawn does not take them at once. */
async function focusRow({ workbench, agent }: BenchWindow): Promise<void> {
  const { keyboard } = workbench.page;
  await agent.command('jobo.operations.focus');
  const row = workbench.rows('GET Read one job');
  await row.waitFor();
  const isFocused = row.and(workbench.page.locator('.focused'));
  if (await isFocused.isVisible()) return;
  await until('the focus on the row', async () => {
    await agent.command('jobo.operations.focus');
    await keyboard.press('Home');
    for (let row = 0; row < rowsBefore; row += 1) await keyboard.press('ArrowDown');
    return isFocused.isVisible();
  });
}
