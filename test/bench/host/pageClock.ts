import type { Frame, Page } from 'playwright-core';

/** Runs in a page: `joboBench` tells when something was pressed there, and when something has been painted. */
const script = `(globalThis.joboBench ??= (() => {
  const before = Date.now();
  let tick = before;
  while (tick === before) tick = Date.now();
  const skew = tick - performance.now();
  const bench = { pressed: undefined, painted: undefined };
  const press = event => (bench.pressed ??= event.timeStamp + skew);
  for (const type of ['click', 'keydown']) addEventListener(type, press, true);
  bench.arm = (selector, text) => {
    bench.pressed = undefined;
    bench.painted = new Promise(resolve => {
      const look = () => {
        const found = [...document.querySelectorAll(selector)];
        if (!found.some(element => element.textContent.includes(text))) requestAnimationFrame(look);
        // The frame in which it was found is drawn before the next one begins.
        else requestAnimationFrame(() => resolve(performance.now() + skew));
      };
      requestAnimationFrame(look);
    });
  };
  return bench;
})())`;

/** From here on the page waits for an element that holds the text, and for a press. */
export async function arm(frame: Frame | Page, selector: string, text: string): Promise<void> {
  await frame.evaluate(`${script}.arm(${JSON.stringify(selector)}, ${JSON.stringify(text)})`);
}

/** When the first key or button was pressed since `arm`, in ms since 1970. */
export const pressedAt = (frame: Frame | Page): Promise<number> =>
  frame.evaluate<number>('joboBench.pressed');

/** When what `arm` waits for is on the screen, in ms since 1970. */
export const paintedAt = (frame: Frame | Page): Promise<number> =>
  frame.evaluate<number>('joboBench.painted');
