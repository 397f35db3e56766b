import type { FindingCause } from '../request/finding';

const number = String.raw`(-?\d+(?:\.\d+)?)`;
const between = new RegExp(String.raw`(?:between|from)\s+${number}\s+(?:and|to)\s+${number}`, 'i');
const range = new RegExp(
  String.raw`(?:range|takes?|allowed)\D{0,12}${number}\s*(?:to|-|–|\.\.)\s*${number}`,
  'i',
);
const most = new RegExp(
  String.raw`(?:at most|no more than|not exceed|maximum(?: value)?(?: is| of)?|up to|<=|less than or equal to)\D{0,8}${number}|${number} or (?:less|fewer)`,
  'i',
);
const least = new RegExp(
  String.raw`(?:at least|no less than|minimum(?: value)?(?: is| of)?|>=|greater than or equal to)\D{0,8}${number}|${number} or (?:more|greater)`,
  'i',
);
const sent = new RegExp(
  String.raw`${number} was (?:sent|given)|(?:got|received|was)\s+${number}`,
  'i',
);
const oneOf =
  /(?:one of|allowed values?(?: are)?|valid values?(?: are)?|expected)[:\s]+([^.;]{1,400})/i;
const types =
  /(?:of type|must be|has to be|should be|expected)\s+(?:an?\s+)?(integer|number|boolean|string|array)/i;

/**
 * The broken rule that an API's message names; undefined: none that we can read. It is only a hint: a fix made from it
 * is shown before it is carried out.
 */
export function ruleInSentence(text: string, name: string): FindingCause | undefined {
  const sentence = text.slice(0, 2_000);
  const bounds = between.exec(sentence) ?? range.exec(sentence);
  const value = numberIn(sent, sentence);
  const [low, high] = [finite(bounds?.[1]), finite(bounds?.[2])];
  if (low !== undefined && high !== undefined) {
    // Without the value, the upper limit is more likely to be broken.
    return value !== undefined && value < low
      ? { code: 'tooSmall', limit: low }
      : { code: 'tooLarge', limit: high };
  }
  if (/unknown|unexpected|not supported|unrecogni[sz]ed|not allowed here/i.test(sentence))
    return { code: 'unknownParameter' };
  if (/\b(?:missing|required|needs? (?:the|a)|must be (?:set|present|given))/i.test(sentence))
    return { code: 'missing' };
  const allowed = oneOf.exec(sentence)?.[1];
  if (allowed !== undefined) {
    const values = allowed
      .split(/,|\||\bor\b|\band\b/)
      .map(part => part.replace(/["'`[\]()\s]/g, ''))
      .filter(part => part !== '' && part !== name);
    if (values.length > 1) return { code: 'notAllowed', allowed: values };
  }
  const upper = numberIn(most, sentence);
  if (upper !== undefined) return { code: 'tooLarge', limit: upper };
  const lower = numberIn(least, sentence);
  if (lower !== undefined) return { code: 'tooSmall', limit: lower };
  if (/date-?time|ISO ?8601|RFC ?3339|\bdate\b|\btimestamp\b/i.test(sentence))
    return { code: 'wrongFormat', format: 'date-time' };
  if (/\buuid\b|\bguid\b/i.test(sentence)) return { code: 'wrongFormat', format: 'uuid' };
  const type = types.exec(sentence)?.[1];
  return type === undefined ? undefined : { code: 'wrongType', expected: [type.toLowerCase()] };
}

function numberIn(pattern: RegExp, sentence: string): number | undefined {
  return finite(pattern.exec(sentence)?.slice(1).find(Boolean));
}

/** A limit of hundreds of digits is none, and could not be kept. */
function finite(figure: string | undefined): number | undefined {
  const number = Number(figure);
  return Number.isFinite(number) ? number : undefined;
}
