import type { Frame } from 'playwright-core';
import type { BenchWindow } from '../benchWindow.js';
import { arm, paintedAt, pressedAt } from '../pageClock.js';

export const jobId = '018f2a6c-7b1e-7c3a-9d4e-5f60718293a4';

/** The panel with its form, ready to send. */
export async function openOurs(window: BenchWindow): Promise<Frame> {
  await window.agent.command('jobo.openOperation', 'getJob');
  const frame = await window.frameWith('#root header button');
  await frame.locator('details.request input').first().fill(jobId);
  return frame;
}

export async function openBare(window: BenchWindow): Promise<Frame> {
  await window.agent.call('openPanel', {});
  return window.frameWith('#bare button');
}

/**
 * One click on *Send*, from the press until the request is at the server and until its answer is on the screen. The panel
 * has the keys before it, as that of a person who sends again.
 */
export async function click({ server, agent }: BenchWindow, frame: Frame) {
  const button = frame.getByRole('button', { name: /^Send/ }).first();
  await button.focus();
  await agent.call('rest', {});
  const { title, arrival } = server.next();
  await arm(frame, 'body', title);
  await button.click();
  const { at } = await arrival;
  const painted = await paintedAt(frame);
  const pressed = await pressedAt(frame);
  return { arrived: at - pressed, painted: painted - pressed };
}
