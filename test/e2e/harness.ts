import { Workbench } from './workbench.js';

/**
 * Gives the `describe` around it one workbench with the packaged extension: started before its cases, ended after them.
 * A case that fails leaves a picture, `failed-<attempt>-<title>.png`. The cases may build on each other.
 */
export function useWorkbench({ tab = 'Jobo' } = {}): Workbench {
  const workbench = new Workbench(tab);
  const picture = async (title: string) => {
    const name = title.replaceAll(/\W+/g, '-').slice(0, 100);
    const attempt = process.env['JOBO_TEST_ATTEMPT'] ?? '1';
    await workbench.shot(`failed-${attempt}-${name}`).catch(() => undefined);
  };
  before(async function () {
    try {
      await workbench.start();
    } catch (error) {
      await picture(`${this.test?.parent?.fullTitle()} start`);
      throw error;
    }
  });
  afterEach(async function () {
    const { currentTest } = this;
    if (currentTest?.state === 'failed') await picture(currentTest.fullTitle());
  });
  after(async () => {
    await workbench.close();
  });
  return workbench;
}
