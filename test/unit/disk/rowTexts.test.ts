import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { batchTexts, ownText } from '../../../src/core/disk/rowTexts';
import { tempFolder } from '../../support/tempFolder';

/** As much as is read of a batch at once. */
const piece = 256 * 1024;

describe('the rows of a file', () => {
  const folder = tempFolder();
  const fileWith = async (text: string) => {
    const file = path.join(folder(), 'some.batch');
    await fs.writeFile(file, text);
    return file;
  };

  it('are the lines that begin as rows do, wherever they are cut into pieces', async () => {
    const row = (length: number) => `{"r":"${'é'.repeat(length)}"}`;
    const body = (length: number) => 'Qk9EWQ'.repeat(Math.ceil(length / 6)).slice(0, length);
    const texts = [
      '',
      '\n',
      '{',
      '{}\n',
      `${row(3)}\n${body(8)}\n${row(0)}\n\n`,
      `${row(3)}\n${body(8)}\n${row(5)}`,
      `${row(piece)}\n${body(9)}\n${row(1)}\n`,
      ...[-3, -2, -1, 0, 1].map(by => `${body(piece + by)}\n${row(2)}\n${body(3)}\n`),
      ...[-3, -2, -1, 0, 1].map(
        by => `${row(1)}\n${body(piece + by - 10)}\n${row(piece)}\n=\n${row(2)}`,
      ),
      `\r\n{"a":1}\r\n \0{"b":2}\n{"c":3}`,
    ];
    for (const text of texts) {
      const wanted = text.split('\n').filter(line => line.startsWith('{'));
      assert.deepEqual((await batchTexts(await fileWith(text))).texts, wanted);
    }
  });

  it('are the whole of a file that holds one', async () => {
    const text = `{\n${'x'.repeat(piece)}\n}`;
    assert.deepEqual((await ownText(await fileWith(text))).texts, [text]);
  });

  it('have the stamp of their file, which is another one once it was written again', async () => {
    const first = await batchTexts(await fileWith('{}\n'));
    const again = await batchTexts(await fileWith('{"longer":1}\n'));
    assert.notEqual(again.stamp, first.stamp);
    assert.equal((await ownText(path.join(folder(), 'some.batch'))).stamp, again.stamp);
  });
});
