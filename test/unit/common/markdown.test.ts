import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { asBlock, asCode, asTable, asText } from '../../../src/core/common/markdown';

interface Token {
  readonly type: string;
  readonly content: string;
  readonly children: readonly Token[] | null;
}
interface Renderer {
  parse(text: string, environment: object): readonly Token[];
}
/** The engine of the editor's own preview; here as a part of the packager. */
const MarkdownIt = createRequire(__filename)('markdown-it') as new (options: object) => Renderer;
const engine = new MarkdownIt({ html: true, linkify: true });

const tokens = (text: string): readonly Token[] =>
  engine.parse(text, {}).flatMap(token => [token, ...(token.children ?? [])]);
const typesIn = (text: string) => [...new Set(tokens(text).map(({ type }) => type))];
const readAs = (text: string) =>
  tokens(text)
    .flatMap(({ type, content }) => (/^text$|code/.test(type) ? [content] : []))
    .join('');

const hostile = [
  '`code` and ``more``',
  '<img src=x onerror=alert(1)>',
  '<!-- hidden',
  '[a](command:x) ![b](https://evil.example/p.png)',
  'https://evil.example www.evil.example <https://evil.example>',
  '# heading',
  '> quote',
  '- item',
  '1. item',
  '1) item',
  '| a | b |',
  '---',
  '===',
  '~~~',
  '```',
  '*a* **b** _c_ ~~d~~',
  '&lt;b&gt; &amp;',
  'one\n\n# two',
  '    indented',
  'a\\',
  '\\`x`',
  '\u202egnp.exe',
  '@everyone #1 $x$',
  '[x]: https://evil.example',
];

describe('text of others in Markdown', () => {
  const harmless = /^(paragraph_open|paragraph_close|inline|text|text_special)$/;

  for (const text of hostile) {
    it(`is read as it is: ${JSON.stringify(text)}`, () => {
      const written = asText(text);
      for (const type of typesIn(written)) assert.match(type, harmless, written);
      const visible = text.replace(/[\n\u202e]+/g, ' ').trim();
      assert.equal(readAs(written), visible.replace(/ +/g, ' '));
    });
  }

  const wild = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc
      .array(fc.constantFrom(...hostile, ' ', '\\', '|', '`', '\n', '<', ']('), { maxLength: 6 })
      .map(parts => parts.join('')),
  );

  it('is never anything but text', () => {
    fc.assert(
      fc.property(wild, text => {
        for (const type of typesIn(`x ${asText(text)}`)) assert.match(type, harmless);
      }),
    );
  });

  it('never leaves its cell', () => {
    fc.assert(
      fc.property(wild, wild, (one, other) => {
        const types = tokens(asTable(['a', 'b'], [[asText(one), asText(other)]])).map(
          ({ type }) => type,
        );
        assert.equal(types.filter(type => type === 'td_open').length, 2);
        assert.equal(types.filter(type => type === 'table_open').length, 1);
      }),
    );
  });

  it('never leaves its code, in a line or in a block', () => {
    fc.assert(
      fc.property(wild, text => {
        const inLine = typesIn(`GET ${asCode(text)} end`);
        for (const type of inLine) assert.match(type, /^(paragraph_\w+|inline|text|code_inline)$/);
        const block = tokens(`${asBlock([text, text], 'http')}\n\nend`);
        assert.deepEqual(
          block.map(({ type }) => type),
          ['fence', 'paragraph_open', 'inline', 'text', 'paragraph_close'],
        );
      }),
    );
  });
});
