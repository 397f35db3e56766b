import { jsonMap, type JsonMap, type TextRange } from '../body/jsonRange';
import { keysOf } from '../common/pointer';
import type { Finding } from './finding';

export const findingRange = (text: string, finding: Finding): TextRange =>
  findingRanges(text, [finding])[0] ?? { start: 0, end: text.length };

/** The ranges of findings in the text of a body: a name, a value, or the place where the JSON breaks. */
export function findingRanges(text: string, findings: readonly Finding[]): readonly TextRange[] {
  const map = jsonMap(text, findings.map(keysFor));
  return findings.map(finding => rangeOf(text, map, finding));
}

const keysFor = (finding: Finding): readonly string[] => [
  ...keysOf(finding.pointer),
  ...(finding.code === 'unknownField' ? [finding.field] : []),
];

function rangeOf(text: string, map: JsonMap, finding: Finding): TextRange {
  if (finding.code === 'brokenJson') {
    const { position } = finding;
    return position < text.length
      ? { start: position, end: position + 1 }
      : { start: Math.max(0, text.length - 1), end: text.length };
  }
  if (finding.code === 'keyInRequest') return { start: finding.start, end: finding.end };
  const keys = keysOf(finding.pointer);
  if (finding.code === 'unknownField') {
    const { name } = map.at([...keys, finding.field]);
    if (name) return name;
  }
  const { value } = map.at(keys);
  if (value) return value;
  // A missing member has no place of its own: the object around it is marked.
  const { name, value: around } = map.at(keys.slice(0, -1));
  if (name) return name;
  return around ? { start: around.start, end: around.start + 1 } : { start: 0, end: text.length };
}
