import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findCommand } from '../../../src/core/snippets/findCommand';
import { readingsOf } from '../../../src/core/snippets/readings';
import { canaryKey } from '../../support/runs';
import { before } from './lines/before';
import { behind } from './lines/behind';
import { doubtful } from './lines/doubtful';
import { filledIn } from './lines/filledIn';
import { mistaken } from './lines/mistaken';
import { options } from './lines/options';
import { quoting } from './lines/quoting';

/**
 * In place of curl, and of the one other program that lines need. Nothing else is found, so that nothing else runs. Only the
 * first curl of a line is written down.
 */
const programs = `
curl() {
  [ -e "$SAID" ] && return
  printf '%s\\0' "$#" "$@" > "$SAID"
  [ -t 0 ] || cat >> "$SAID"
}
cat() {
  local line
  while IFS= read -r line; do printf '%s\\n' "$line"; done
  printf '%s' "$line"
}
`;

describe('what bash makes of a curl line', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'jobo-bash-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** The words and the input of the first curl in a text. */
  function inBash(text: string): { readonly words: readonly string[]; readonly input: string } {
    const said = path.join(folder, 'said');
    const env = { PATH: '', SAID: said, LC_ALL: 'C.UTF-8' };
    spawnSync('/bin/bash', ['--norc', '--noprofile', '-c', `${programs}${text}\nwait`], {
      cwd: folder,
      env,
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    const [count = '', ...rest] = readFileSync(said, 'utf8').split('\0');
    const words = rest.splice(0, Number(count));
    return { words, input: rest.join('\0') };
  }

  for (const [what, text, , how] of [
    before,
    behind,
    quoting,
    filledIn,
    options,
    doubtful,
    mistaken,
  ].flat()) {
    if (how !== 'sh') continue;
    it(`is what we make of it: ${what}`, () => {
      const command = findCommand(text) ?? assert.fail('no command');
      const reading = [...readingsOf(text, command)][0] ?? assert.fail('no reading');
      const { words, input } = inBash(text);
      assert.deepEqual(
        reading.words.map(word => word.text.replaceAll(canaryKey, '…')),
        words.map(word => word.replaceAll(canaryKey, '…')),
      );
      assert.equal(typeof reading.input === 'object' ? reading.input.text : '', input);
    });
  }
});
