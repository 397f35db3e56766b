/** A variable or placeholder that a shell or program fills in. */
const reference =
  /^(?:\$\{?\w+\}?|%\w+%|\$env:\w+|\{\{.*\}\}|<[^<>]*>|\[[^[\]]*\]|\{\w+\}|your[-_]\w[\w-]*)$/i;

/** A hidden part, no letters or digits at all, one character repeated, or digits in order. */
const masked = /\.{3}|\*{2}|#{3}|x{6}|^[^A-Za-z\d]+$|^(.)\1*$|^0?12345678?9?0?$/i;

/** Only words that say what belongs there. */
const told =
  /^(?:your|my|the|a|here|key|api|jobo|jbe|live|test|insert|enter|paste|put|replace|change|fill|add|with|me|in|it|this|redacted|hidden|masked|removed|omitted|secret|token|string|none|null|nil|undefined|empty|example|sample|dummy|fake|placeholder|todo|fixme|value|header|auth|x|[-_.:/+=])+$/i;

/** Whether a text only stands in place of a real key, as in documents; text beyond ASCII cannot be a header's key. */
export const isSampleKey = (text: string): boolean =>
  reference.test(text) ||
  /[^\x21-\x7e]/.test(text) ||
  masked.test(text) ||
  (text.length <= longestSample && told.test(text));

const longestSample = 80;
