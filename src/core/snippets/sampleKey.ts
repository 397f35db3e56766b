/** What a shell or a program would fill in. */
const reference =
  /^(?:\$\{?\w+\}?|%\w+%|\$env:\w+|\{\{.*\}\}|<[^<>]*>|\[[^[\]]*\]|\{\w+\}|your[-_]\w[\w-]*)$/i;

/** A part that is hidden, or marks and no letters at all, or one letter again and again. */
const masked = /\.{3}|\*{2}|#{3}|x{6}|^[^A-Za-z\d]+$|^(.)\1*$|^0?12345678?9?0?$/i;

/** Nothing but words that tell what belongs there. */
const told =
  /^(?:your|my|the|a|here|key|api|jobo|jbe|live|test|insert|enter|paste|put|replace|change|fill|add|with|me|in|it|this|redacted|hidden|masked|removed|omitted|secret|token|string|none|null|nil|undefined|empty|example|sample|dummy|fake|placeholder|todo|fixme|value|header|auth|x|[-_.:/+=])+$/i;

/** A key that a document, a chat or a screen shows in place of a real one; no header can hold a mark beyond ASCII. */
export const isSampleKey = (text: string): boolean =>
  reference.test(text) ||
  /[^\x21-\x7e]/.test(text) ||
  masked.test(text) ||
  (text.length <= longestSample && told.test(text));

const longestSample = 80;
