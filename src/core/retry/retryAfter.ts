/** The parts of an answer that say how long to wait, as received. */
export interface RetryAfterFacts {
  /** Every `Retry-After` line; one line may hold several values where a client has joined them. */
  readonly values: readonly string[];
  /** The answer's `Date` header. */
  readonly date?: string | undefined;
  /** The body's `retry_after_seconds`, of any type. */
  readonly bodySeconds?: unknown;
}

/** A hundred years in ms: keeps a hostile number inside what a `Date` can hold. */
const longest = 3_155_760_000_000;

/**
 * The wait that the server asks for, in milliseconds (RFC 9110 section 10.2.3). Of several values the largest counts; a
 * date is measured against the answer's own `Date`. Without a valid value the body's number counts; undefined: neither.
 */
export function retryAfterMs(facts: RetryAfterFacts, now: number): number | undefined {
  const reference = (facts.date === undefined ? undefined : parseHttpDate(facts.date, now)) ?? now;
  const waits = facts.values
    .flatMap(splitValues)
    .map(value => waitOf(value, reference, now))
    .filter(wait => wait !== undefined);
  if (waits.length > 0)
    return Math.min(
      longest,
      waits.reduce((a, b) => Math.max(a, b)),
    );
  const { bodySeconds } = facts;
  if (typeof bodySeconds !== 'number' || !(bodySeconds >= 0)) return undefined;
  return Math.min(longest, Math.ceil(bodySeconds * 1_000));
}

function waitOf(value: string, reference: number, now: number): number | undefined {
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const date = parseHttpDate(value, now);
  return date === undefined ? undefined : Math.max(0, date - reference);
}

/** Splits at commas, except the one after a weekday, which belongs to a date. */
function splitValues(line: string): string[] {
  return line
    .split(/(?<!^[ \t]*[A-Z][a-z]{2,8}|,[ \t]*[A-Z][a-z]{2,8}),/)
    .map(value => value.replace(/^[ \t]+|(?<![ \t])[ \t]+$/g, ''));
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const month = `(${months.join('|')})`;
const time = '(\\d\\d):(\\d\\d):(\\d\\d)';
const short = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const long = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';

/** RFC 9110 section 5.6.7; the groups are day, month, year and time in the order that `parts` names. */
const dateForms = [
  { form: new RegExp(`^${short}, (\\d\\d) ${month} (\\d{4}) ${time} GMT$`), parts: 'dmyt' },
  { form: new RegExp(`^${long}, (\\d\\d)-${month}-(\\d\\d) ${time} GMT$`), parts: 'dmyt' },
  { form: new RegExp(`^${short} ${month} ([ \\d]\\d) ${time} (\\d{4})$`), parts: 'mdty' },
] as const;

/** Milliseconds since 1970, or `undefined` for everything that is not exactly one of the three forms of an HTTP date. */
export function parseHttpDate(text: string, now: number): number | undefined {
  for (const { form, parts } of dateForms) {
    const found = form.exec(text)?.slice(1);
    if (found === undefined) continue;
    const [a = '', b = '', c = '', d = '', e = '', f = ''] = found;
    return parts === 'dmyt' ? timeOf([c, b, a, d, e, f], now) : timeOf([f, a, b, c, d, e], now);
  }
  return undefined;
}

function timeOf(fields: readonly [string, string, string, string, string, string], now: number) {
  const [yearText, monthName, ...rest] = fields;
  const [day, hour, minute, second] = rest.map(Number) as [number, number, number, number];
  const year = yearText.length === 2 ? fullYear(Number(yearText), now) : Number(yearText);
  const monthIndex = months.indexOf(monthName);
  // A leap second (60) counts as the first second of the next minute.
  if (hour > 23 || minute > 59 || second > 60 || day < 1) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, monthIndex, day);
  if (date.getUTCMonth() !== monthIndex || date.getUTCDate() !== day) return undefined;
  return date.setUTCHours(hour, minute, second);
}

/** A two-digit year more than 50 years ahead means the past century. */
function fullYear(twoDigits: number, now: number): number {
  const current = new Date(now).getUTCFullYear();
  const year = current - (current % 100) + twoDigits;
  return year > current + 50 ? year - 100 : year;
}
