import { jsonRanges, type TextRange } from '../body/jsonRange';
import { keysOf } from '../diagnosis/pointer';
import type { Finding } from './finding';

/** Where in the text of a body a finding about it stands: a name, a value, or the place where the JSON breaks. */
export function findingRange(text: string, finding: Finding): TextRange {
  if (finding.code === 'brokenJson') {
    const { position } = finding;
    return position < text.length
      ? { start: position, end: position + 1 }
      : { start: Math.max(0, text.length - 1), end: text.length };
  }
  if (finding.code === 'keyInRequest') return { start: finding.start, end: finding.end };
  const keys = keysOf(finding.pointer);
  if (finding.code === 'unknownField') {
    const { name } = jsonRanges(text, [...keys, finding.field]);
    if (name) return name;
  }
  const { value } = jsonRanges(text, keys);
  if (value) return value;
  // What is missing has no place of its own: it is missed in the object around it.
  const { name, value: around } = jsonRanges(text, keys.slice(0, -1));
  if (name) return name;
  return around ? { start: around.start, end: around.start + 1 } : { start: 0, end: text.length };
}
