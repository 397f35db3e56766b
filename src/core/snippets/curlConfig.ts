import type { Word } from './shellWord';

const line = /^[ \t]*(-{0,2}[\w.:#-]+)(?:[ \t]*[=:][ \t]*|[ \t]+)?(?:"((?:[^"\\]|\\[^])*)"|(.*))/;
const marks: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', v: '\v' };

/**
 * The words of a curl configuration, as `--config -` reads it: https://curl.se/docs/manpage.html#-K. Each line is an
 * option, with or without dashes, and a value.
 */
export function configWords({ text, at, holes }: Word): Word[] {
  const word = (content: string): Word => ({ text: content, at, holes });
  return text.split(/\r?\n/).flatMap(each => {
    if (/^\s*(?:#|$)/.test(each)) return [];
    const [, name = '', quoted, bare = ''] = line.exec(each) ?? [];
    const value =
      quoted?.replace(/\\([^])/g, (_, mark: string) => marks[mark] ?? mark) ?? bare.trimEnd();
    const option = word(name.startsWith('-') ? name : `--${name}`);
    return quoted === undefined && bare.trim() === '' ? [option] : [option, word(value)];
  });
}
