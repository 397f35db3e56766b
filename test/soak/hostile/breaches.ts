import type { ConsoleMessage, Frame, Page } from 'playwright-core';
import { comes } from '../../support/until.js';
import type { SoakWindow } from '../window/ground.js';

/** Every frame of the page tells of breaches of its policy from now on. */
const listen = `(() => {
  if (globalThis.soakBreaches) return;
  globalThis.soakBreaches = [];
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    globalThis.soakBreaches.push(effectiveDirective + ' ' + blockedURI));
})()`;

export async function hearBreaches(page: Page): Promise<void> {
  for (const frame of page.frames()) await frame.evaluate(listen).catch(() => undefined);
}

/** What the frames have told; one that is gone tells nothing. */
export async function breachesOf(page: Page): Promise<readonly string[]> {
  const told = page.frames().map(frame => tellOf(frame));
  return (await Promise.all(told)).flat();
}

const tellOf = (frame: Frame): Promise<readonly string[]> =>
  frame.evaluate<string[]>('globalThis.soakBreaches ?? []').catch(() => []);

/** How a way out ended; `nothing`: the other server has not heard of it, yet nobody says that it was blocked. */
export type End = 'blocked' | 'out' | 'nothing';

/** Tries one way out inside the panel. `isOut`: whether the other server has heard of it. */
export async function tryWay(
  window: SoakWindow,
  code: string,
  beacon: string,
  isOut: () => boolean,
): Promise<End> {
  const { page } = window;
  await hearBreaches(page);
  const before = (await breachesOf(page)).length;
  let refusals = 0;
  // What the frame's own limits forbid is told only there.
  const hear = (message: ConsoleMessage) => {
    if (message.text().includes(beacon)) refusals += 1;
  };
  page.on('console', hear);
  // The panel may be gone by the time it could say anything.
  const trying = window.panel().locator('body').evaluate(attempt(code, beacon));
  if ((await trying.catch(() => '')) !== '') refusals += 1;
  let end: End = 'nothing';
  await comes(async () => {
    if (isOut()) end = 'out';
    else if (refusals > 0 || (await breachesOf(page)).length > before) end = 'blocked';
    return end !== 'nothing';
  });
  page.off('console', hear);
  return end;
}

const attempt = (code: string, beacon: string) => `(async () => {
  const beacon = ${JSON.stringify(beacon)};
  const add = (name, members) => document.body.appendChild(Object.assign(document.createElement(name), members));
  try {
    await (${code});
    return '';
  } catch (failure) {
    return String(failure);
  }
})()`;
