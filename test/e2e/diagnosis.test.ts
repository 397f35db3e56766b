import { startSandbox, type Sandbox } from '../../src/sandbox/server.js';
import { addProfile } from './addProfile.js';
import { useWorkbench } from './harness.js';
import { setField } from './setField.js';

/** From the moment a run has failed no case here touches the mouse. */
describe('a failed run, mended with the keyboard', () => {
  const workbench = useWorkbench();
  let sandbox: Sandbox;

  before(async () => {
    sandbox = await startSandbox();
    await workbench.tab().click();
    await addProfile(workbench, 'Local', sandbox.url);
  });
  after(() => sandbox.stop());

  const panel = () => workbench.webview();
  const press = (keys: string) => workbench.page.keyboard.press(keys);
  const title = (words: string | RegExp) => panel().getByRole('heading', { name: words });
  const button = (name: string | RegExp) => panel().getByRole('button', { name });
  const password = () => workbench.page.locator('.quick-input-widget input[type=password]');

  /** Into the password box that is open, which has the focus by itself: seen before, as a key typed too early would go elsewhere. */
  const typeKey = async (name: keyof Sandbox['keys']) => {
    await password().and(workbench.page.locator(':focus')).waitFor();
    await password().fill(sandbox.keys[name]);
    await password().press('Enter');
    await password().waitFor({ state: 'hidden' });
  };

  const useKey = async (name: keyof Sandbox['keys']) => {
    await workbench.command('Jobo: Set API Key…');
    await typeKey(name);
    await workbench.toast(/The key of Local (works|was rejected)/).waitFor();
    await workbench.command('Notifications: Clear All Notifications');
  };

  const sendRows = async (rows: string) => {
    await workbench.rows('GET Search jobs with query parameters').click();
    await panel().getByText('/api/jobs').first().waitFor();
    const field = await setField(panel(), 'page_size', rows);
    await field.press('ControlOrMeta+Enter');
  };

  it('402: fetches what the wallet covers, and the balance follows', async () => {
    await useKey('low');
    await sendRows('100');
    await title('Not enough credits').waitFor();
    await workbench.statusBarItem('402').waitFor();
    await workbench.shot('mend-402-before');
    await press('ControlOrMeta+Enter');
    await title('200 OK').waitFor();
    await panel().getByRole('treeitem', { name: /jobs/ }).first().waitFor();
    await workbench.statusBarItem('0.5').waitFor();
    await workbench.statusBarItem('402').waitFor({ state: 'hidden' });
    await workbench.shot('mend-402-after');
  });

  it('400: sends the nearest legal value, and leads back to the run before', async () => {
    await useKey('good');
    await sendRows('640');
    await button('Send anyway').press('Enter');
    await title('page_size is too large').waitFor();
    await button(/^Set page_size to 100 and Send/)
      .and(panel().locator(':focus'))
      .waitFor();
    await workbench.shot('mend-400-before');
    await press('Enter');
    await title('200 OK').waitFor();
    await workbench.shot('mend-400-after');
    await button(/^Back to the run before: 400/).press('Enter');
    await title('page_size is too large').waitFor();
  });

  it('401: asks for a key in a password box, and sends with it', async () => {
    await useKey('revoked');
    await sendRows('2');
    await title('The key was not accepted').waitFor();
    await press('ControlOrMeta+Enter');
    await password().waitFor();
    await workbench.shot('mend-401-before');
    await typeKey('good');
    await title('200 OK').waitFor();
    await workbench.toast('The key of Local works').waitFor();
    await workbench.shot('mend-401-after');
  });
});
