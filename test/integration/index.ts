import * as fs from 'node:fs';
import * as path from 'node:path';
import Mocha from 'mocha';
import { Reporter } from '../launch/reporter.js';

/** Called by VS Code in the extension host: runs every bundled *.test.js beside this file. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const mocha = new Mocha({
    ui: 'bdd',
    color: false,
    timeout: 20_000,
    forbidOnly: true,
    reporter: Reporter,
  });
  for (const name of fs.readdirSync(__dirname).sort()) {
    if (name.endsWith('.test.js')) mocha.addFile(path.join(__dirname, name));
  }
  const failures = await new Promise<number>(resolve => {
    mocha.run(resolve);
  });
  if (failures > 0) throw new Error(`${failures} cases failed.`);
}
