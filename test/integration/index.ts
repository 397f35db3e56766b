import * as path from 'node:path';
import Mocha from 'mocha';
import Reporter from '../launch/reporter.js';

/** Called by VS Code in the extension host: runs the cases that are bundled beside this file. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const grep = process.env['JOBO_TEST_GREP'];
  const mocha = new Mocha({
    ui: 'bdd',
    color: false,
    timeout: 60_000,
    forbidOnly: true,
    reporter: Reporter,
    ...(grep !== undefined && { grep }),
  });
  mocha.addFile(path.join(__dirname, 'cases.js'));
  const failures = await new Promise<number>(resolve => {
    mocha.run(resolve);
  });
  if (failures > 0) throw new Error(`${failures} cases failed.`);
}
