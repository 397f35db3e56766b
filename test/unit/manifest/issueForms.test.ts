import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { matches, read, root } from './files';

interface Form {
  readonly body: readonly {
    readonly type: string;
    readonly attributes: {
      readonly options?: readonly { readonly label: string; readonly required?: boolean }[];
    };
  }[];
}

const folder = '.github/ISSUE_TEMPLATE';
const forms = fs
  .readdirSync(path.join(root, folder))
  .filter(name => name !== 'config.yml')
  .map(name => ({ name, text: read(`${folder}/${name}`) }));

describe('the forms of issues', () => {
  it('are the only way', () => {
    assert.deepEqual(parse(read(`${folder}/config.yml`)), { blank_issues_enabled: false });
    assert.ok(forms.length > 0);
  });

  for (const { name, text } of forms) {
    it(`let nobody send ${name} who has not looked for a key in it`, () => {
      const { body } = parse(text) as Form;
      const boxes = body.flatMap(({ type, attributes }) =>
        type === 'checkboxes' ? (attributes.options ?? []) : [],
      );
      assert.ok(boxes.some(({ label, required }) => required && label.includes('no API key')));
    });

    it(`ask for the report in ${name}, by the names that buttons and commands have`, () => {
      const words = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
      const buttons = matches(read('src/webview/CopyReport.tsx'), /\bt\('([^']+)'\)/g);
      const known = new Set([...Object.values(words), ...buttons]);
      const named = [...matches(text, /\*\*(.+?)\*\*/g), ...matches(text, /`Jobo: (.+?)`/g)];
      assert.ok(named.includes('Copy report'));
      for (const each of named) assert.ok(known.has(each), each);
    });
  }
});
