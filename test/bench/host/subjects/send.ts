import type { Subject } from '../subject.js';

const requests = 20;
const title = 'send() of a small free read';

/** `send()` of the public API beside the fetches of the same extension host. */
export const send: Subject = {
  lines: [
    { title, figure: 'answer', floor: "Node's fetch", atMost: '1.50' },
    { title, figure: 'answer', floor: "the editor's fetch", atMost: '0.75' },
  ],
  rounds: 25,
  warmUp: 5,
  async prepare(window) {
    await window.useProfile();
    const { origin } = window.server;
    const way = (sender: 'ours' | 'node' | 'editor') => async () => ({
      answer: await window.agent.call('send', { sender, origin, times: requests }),
    });
    return { ours: way('ours'), "Node's fetch": way('node'), "the editor's fetch": way('editor') };
  },
};
