import type { Subject } from '../subject.js';
import * as panels from './panels.js';

const floor = 'fetch and JSON.parse';

/** A click on *Send* that is answered with so many MB, beside Node's fetch of the same with a parse. */
export const largeAnswer = (megabytes: number, atMost: string): Subject => ({
  lines: [
    { title: `longest block, ${megabytes} MB answer`, figure: 'block', floor, atMost },
    { title: '… click → painted, beside read', figure: 'took', floor, atMost: '' },
  ],
  rounds: 7,
  warmUp: 1,
  async prepare(window) {
    const { agent, server } = window;
    await window.useProfile();
    const panel = await panels.openOurs(window);
    await server.answerWith(megabytes * 1_048_576 - 1_024);
    const watched = async (work: () => Promise<number>) => {
      await agent.call('rest', {});
      await agent.call('watch', {});
      const took = await work();
      const { longestBlock } = await agent.call('seen', {});
      return { block: longestBlock, took };
    };
    return {
      ours: () => watched(async () => (await panels.click(window, panel)).painted),
      [floor]: () =>
        watched(async () => {
          const began = performance.now();
          await agent.call('read', { origin: server.origin });
          return performance.now() - began;
        }),
    };
  },
});
