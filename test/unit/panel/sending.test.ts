import * as assert from 'node:assert/strict';
import { panel, request } from './fixtures';
import { usePages } from './panelPage';
import { ScriptedHost } from './scriptedHost';
import { now } from './states';

describe('a press of Send', () => {
  const pages = usePages();

  it('is one message, posted by the press itself, with what was typed just before', async () => {
    const host = new ScriptedHost(panel({ request }));
    // No pause in the typing ends: the clock stands still.
    const { page, settled } = await pages.open(host, { now });
    await settled();
    const before = host.calls.length;
    await page.getByLabel('page_size', { exact: true }).first().fill('7');
    const posted = await page.evaluate<string[]>(`(() => {
      const posted = [];
      const post = globalThis.postToHost;
      globalThis.postToHost = message => {
        if (message !== null) posted.push(message.call);
        return post(message);
      };
      document.querySelector('header .send').click();
      return posted;
    })()`);
    assert.deepEqual(posted, ['exchange/send']);
    await settled();
    assert.deepEqual(
      host.calls.slice(before).map(({ call }) => call),
      ['exchange/send'],
    );
    assert.equal(host.called('exchange/send')[0]?.draft.query['page_size'], 7);
  });
});
