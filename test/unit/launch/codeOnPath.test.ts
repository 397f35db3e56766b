import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { chooseWay, codeOnPath } from '../../launch/codeOnPath.mjs';

describe('codeOnPath', () => {
  let directory: string;
  const at = (...names: string[]) => path.join(directory, ...names);
  const pathOf = (...names: string[]) => names.map(name => at(name)).join(path.delimiter);
  const program = (name: string, mode: number) => {
    fs.mkdirSync(at(name), { recursive: true });
    fs.writeFileSync(at(name, 'code'), '#!/bin/sh\n', { mode });
  };

  before(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), 'jobo-path-'));
    fs.mkdirSync(at('empty'));
    fs.mkdirSync(at('folder', 'code'), { recursive: true });
    program('text', 0o644);
    program('good', 0o755);
    program('other', 0o755);
    program('remote-cli', 0o755);
  });
  after(() => {
    fs.rmSync(directory, { recursive: true });
  });

  const find = (...names: string[]) =>
    codeOnPath({ platform: 'linux', arch: 'x64', env: { PATH: pathOf(...names) } });

  it('takes the first program of that name', () => {
    assert.equal(find('empty', 'good', 'other'), at('good', 'code'));
    assert.equal(find('other', 'good'), at('other', 'code'));
  });

  it('passes over folders and files that cannot be run', () => {
    assert.equal(find('folder', 'text'), undefined);
    assert.equal(find('folder', 'text', 'good'), at('good', 'code'));
  });

  it('passes over the one of a remote terminal', () => {
    assert.equal(find('remote-cli'), undefined);
  });

  it('finds nothing on an empty PATH', () => {
    assert.equal(codeOnPath({ platform: 'linux', arch: 'x64', env: {} }), undefined);
    assert.equal(codeOnPath({ platform: 'linux', arch: 'x64', env: { PATH: '' } }), undefined);
  });

  it('chooses the desktop, else the packaged host, else a download', () => {
    const none = { PATH: pathOf('empty') };
    const desktop = { kind: 'desktop', command: at('good', 'code') };
    const env = { PATH: pathOf('good') };
    assert.deepEqual(chooseWay({ platform: 'linux', arch: 'x64', env }), desktop);
    assert.deepEqual(chooseWay({ platform: 'linux', arch: 'x64', env: none }), {
      kind: 'packaged',
    });
    for (const [platform, arch] of [
      ['linux', 'arm64'],
      ['darwin', 'arm64'],
    ] as const) {
      assert.deepEqual(chooseWay({ platform, arch, env: none }), { kind: 'download' });
    }
  });
});
