import { jsonRanges, type TextRange } from '../body/jsonRange';
import type { Draft } from '../request/draft';
import { applyFix } from './applyFix';
import { jsonText } from '../body/writeJson';
import type { ChangeFix } from './fix';
import { keysOf } from '../common/pointer';

/** Replaces one piece of a text. */
export interface TextEdit extends TextRange {
  readonly text: string;
}

/** The edit that a fix makes in a body's text, which keeps the layout of the rest; undefined: it changes nothing. */
export function bodyEdit(draft: Draft, fix: ChangeFix): TextEdit | undefined {
  const text = draft.body ?? '';
  if ((fix.kind === 'setValue' || fix.kind === 'removeValue') && fix.at.in === 'body') {
    const { name, value } = jsonRanges(text, keysOf(fix.at.pointer));
    if (value && fix.kind === 'setValue') return { ...value, text: jsonText(fix.value) };
    if (value && fix.at.pointer !== '')
      return { ...withComma(text, { start: (name ?? value).start, end: value.end }), text: '' };
  }
  const after = applyFix(draft, fix).body ?? '';
  return after === text ? undefined : { start: 0, end: text.length, text: after };
}

/** The range of a member or an entry, with its comma and blanks. */
function withComma(text: string, { start, end }: TextRange): TextRange {
  const behind = /^\s*,\s*/.exec(text.slice(end))?.[0];
  if (behind !== undefined) return { start, end: end + behind.length };
  const before = text.slice(0, start).trimEnd();
  return { start: before.length - (before.endsWith(',') ? 1 : 0), end };
}
