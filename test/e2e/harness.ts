import { Workbench } from './workbench.js';

/**
 * Gives the `describe` around it one workbench with the packaged extension: started before its cases, ended after them.
 * A case that fails leaves a picture, `failed-<attempt>-<title>.png`. The cases may build on each other.
 */
export function useWorkbench({ tab = 'Jobo' } = {}): Workbench {
  const workbench = new Workbench(tab);
  before(() => workbench.start());
  afterEach(async function () {
    const { currentTest } = this;
    if (currentTest?.state !== 'failed') return;
    const name = currentTest.fullTitle().replaceAll(/\W+/g, '-').slice(0, 100);
    const attempt = process.env['JOBO_TEST_ATTEMPT'] ?? '1';
    await workbench.shot(`failed-${attempt}-${name}`).catch(() => undefined);
  });
  after(async () => {
    await workbench.close();
  });
  return workbench;
}
