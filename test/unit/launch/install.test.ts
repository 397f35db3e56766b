import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { isInstalled, nodeComplaint } from '../../launch/install.mjs';

const wanted = {
  '': { name: 'sample' },
  shim: { version: '1.0.0' },
  'node_modules/shim': { link: true },
  'node_modules/a': { version: '1.0.0', integrity: 'x' },
  'node_modules/forAnotherPlatform': { version: '2.0.0', optional: true },
};
const shim = { 'node_modules/shim': { link: true } };

describe('install', () => {
  for (const version of ['v20.19.0', 'v20.20.2', 'v22.0.0', 'v100.0.0']) {
    it(`takes Node ${version}`, () => {
      assert.equal(nodeComplaint(version), undefined);
    });
  }

  for (const version of ['v18.20.8', 'v20.18.3', 'v20.9.0', 'v9.99.0']) {
    it(`refuses Node ${version} in a sentence`, () => {
      assert.match(nodeComplaint(version) ?? '', /needs Node 20\.19 or newer.*Install a newer/);
    });
  }

  const check = (present?: Record<string, unknown>): boolean => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'jobo-install-'));
    const write = (name: string, packages: Record<string, unknown>) => {
      fs.mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
      fs.writeFileSync(path.join(directory, name), JSON.stringify({ packages }));
    };
    try {
      write('package-lock.json', wanted);
      if (present) write('node_modules/.package-lock.json', present);
      return isInstalled(directory);
    } finally {
      fs.rmSync(directory, { recursive: true });
    }
  };

  it('knows an installation that matches the lock file', () => {
    assert.equal(check({ ...shim, 'node_modules/a': { version: '1.0.0', integrity: 'x' } }), true);
  });

  it('sees that nothing is installed, or that it was cut off', () => {
    assert.equal(check(), false);
  });

  it('sees a missing package, another version, other contents', () => {
    assert.equal(check(shim), false);
    for (const other of [{ version: '1.0.1', integrity: 'x' }, { version: '1.0.0' }]) {
      assert.equal(check({ ...shim, 'node_modules/a': other }), false);
    }
  });
});
