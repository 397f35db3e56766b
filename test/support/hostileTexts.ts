/** As deep as no recursion gets. */
const many = 12_000;

const lists = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const objects = (depth: number, name = 'a'): string =>
  `{"${name}":`.repeat(depth) + '1' + '}'.repeat(depth);
const members = (count: number, member: (n: number) => string): string =>
  `{${Array.from({ length: count }, (_, n) => member(n)).join(',')}}`;

/** Bodies, answers and drafts that nobody sends on purpose, by what is odd about them. */
export const hostileTexts: Readonly<Record<string, string>> = {
  nothing: '',
  blanks: ' '.repeat(many),
  'deep lists': lists(many),
  'deep objects': objects(many),
  'deep in a known member': `{"queries":${lists(many)},"locations":[${objects(many)}]}`,
  'deep and cut off': lists(many).slice(0, -1),
  'many unknown members': members(many / 10, n => `"unknown${n}":${n}`),
  'one name many times': members(many / 10, () => '"page":900'),
  'many bad entries': `{"locations":[${'{"x":1},'.repeat(many / 10)}0],"work_models":[${'"remot",'.repeat(many / 10)}0]}`,
  'names of objects': '{"__proto__":{"a":1},"constructor":2,"toString":3,"hasOwnProperty":4}',
  'values that are no texts': '{"page":{"toString":1,"valueOf":2},"work_models":[{"toString":1}]}',
  'a long name': `{"${'x'.repeat(many)}":1}`,
  'a long text': `{"queries":["${'x'.repeat(many)}"],"cursor":"${'y'.repeat(many)}"}`,
  'blanks between members': `{"page":900,${' '.repeat(many)}"q":1,${'\n'.repeat(many)}"z":2}`,
  backslashes: `{"a":"${'\\\\'.repeat(many)}"}`,
  'half of a surrogate pair': '{"\ud800":"\udc00"}',
  'half of a surrogate pair, escaped': '{"page":"\\ud800","queries":["\\udfff"]}',
  'a wide list': `[${'1,'.repeat(many)}1]`,
  'a number': '-1e999',
  'a text': '"x"',
  null: 'null',
  'no JSON': '<html>',
  'an error of a long field': JSON.stringify({
    errors: [{ field: '.'.repeat(many), message: 'must be at most 5' }],
  }),
  'an error of many fields': `{"errors":${members(many / 10, n => `"f${n}":["x"]`)}}`,
  'an error with a deep member': `{"detail":"x","more":${lists(many)},"error":${objects(many)}}`,
  'an error with a deep way out': `{"code":"feed_cursor_restart_required","replacement_request":${objects(many)}}`,
  'an error of endless figures': '{"credits_required":1e308,"credits_balance":1e307,"detail":"x"}',
  'an error that breaks off': `{"detail":"${'\\"'.repeat(many)}`,
  'rows that are none': `{"jobs":[1,null,[],{"id":{},"title":7},${lists(5_000)}],"data":7,"total":"x"}`,
  'warnings of a deep kind': `{"warnings":[${lists(5_000)},{"message":7,"code":"companies_x"}],"filters":{"companies":{"unmatched":[${'"c",'.repeat(many / 10)}[]]}}}`,
};
