/** A token of JSON text that may still be in the making, and what stands, or may stand, at its place. */
export interface JsonStep {
  /** `text`: in quotes. `word`: a number, a word, or anything else that is no mark. `end`: of the whole text, empty. */
  readonly kind: 'open' | 'close' | 'comma' | 'colon' | 'text' | 'word' | 'end';
  /** Offsets in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** False for a text whose closing quote is missing. */
  readonly closed: boolean;
  /** `none`: a comma, a colon or a bracket has to come first. */
  readonly role: 'name' | 'value' | 'none';
  /** Where a value stands; of a name, where its object does. */
  readonly place: StepPlace;
  /** Where what a `close` ends stands. */
  readonly container: StepPlace;
  /** Members of the object at hand; all of them once the scan has gone on to its end. */
  readonly names: readonly string[];
}

/** A place in a text. Its keys are put together only when somebody asks: at each token of a deep text they are many. */
export interface StepPlace {
  /** How many keys lead there from the top. */
  readonly depth: number;
  /** Whether it is the wanted place, or on the way to it. */
  readonly isOnWay: boolean;
  /** From the top; only until the next step is asked for. */
  keys(): readonly string[];
}

interface Frame {
  readonly isObject: boolean;
  readonly depth: number;
  readonly isOnWay: boolean;
  /** The key under which it stands in what is around it; none at the top. */
  readonly own: string | undefined;
  readonly names: string[];
  next: 'name' | 'colon' | 'value' | 'comma';
  /** The last member's name, or the position in a list. */
  key: string | number | undefined;
}

/**
 * The tokens of a text, of any text: it is scanned while it is typed.
 * @param wanted the keys of a place that is looked for
 */
export function* jsonSteps(
  text: string,
  wanted: readonly string[] = [],
): Generator<JsonStep, void> {
  const top: Frame = {
    isObject: false,
    depth: 0,
    isOnWay: true,
    own: undefined,
    names: [],
    next: 'value',
    key: undefined,
  };
  const open: Frame[] = [];
  const scan = { text, wanted, open };
  for (let at = 0; ;) {
    while (isSpace(text.charCodeAt(at))) at += 1;
    const frame = open.at(-1) ?? top;
    const token = tokenAt(text, at);
    const container = placeOf(scan, frame, false);
    yield { ...token, ...roleOf(scan, frame, token.kind), container, names: frame.names };
    if (token.kind === 'end') return;
    take(scan, frame, token);
    at = token.end;
  }
}

interface Scan {
  readonly text: string;
  readonly wanted: readonly string[];
  readonly open: Frame[];
}

type Token = Pick<JsonStep, 'kind' | 'start' | 'end' | 'closed'>;

const marks: Readonly<Record<string, JsonStep['kind']>> = {
  '{': 'open',
  '[': 'open',
  '}': 'close',
  ']': 'close',
  ',': 'comma',
  ':': 'colon',
};

const isSpace = (code: number): boolean =>
  code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

function tokenAt(text: string, start: number): Token {
  if (start >= text.length) return { kind: 'end', start, end: start, closed: true };
  const first = text.charAt(start);
  const mark = marks[first];
  if (mark) return { kind: mark, start, end: start + 1, closed: true };
  let end = start + 1;
  if (first !== '"') {
    while (
      end < text.length &&
      !isSpace(text.charCodeAt(end)) &&
      !'{}[],:"'.includes(text.charAt(end))
    )
      end += 1;
    return { kind: 'word', start, end, closed: true };
  }
  // A quote that is missing must not make a text of all that follows.
  while (end < text.length && text[end] !== '\n') {
    if (text[end] === '"') return { kind: 'text', start, end: end + 1, closed: true };
    end += text[end] === '\\' ? 2 : 1;
  }
  return { kind: 'text', start, end: Math.min(end, text.length), closed: false };
}

/** What the text of a token says; of one that is half typed, what is there of it. */
export function contentOf(text: string, { kind, start, end, closed }: Token): string {
  const raw = text.slice(start, end);
  if (kind !== 'text') return raw;
  try {
    return JSON.parse(closed ? raw : `${raw}"`) as string;
  } catch {
    return raw.slice(1, closed ? -1 : undefined);
  }
}

function roleOf(
  scan: Scan,
  frame: Frame,
  kind: JsonStep['kind'],
): Pick<JsonStep, 'role' | 'place'> {
  const isContent = kind === 'text' || kind === 'word';
  // A comma that is missing is missed by whoever reads it as JSON, not here.
  const next =
    frame.next === 'comma' && isContent ? (frame.isObject ? 'name' : 'value') : frame.next;
  if (next === 'value') return { role: 'value', place: placeOf(scan, frame, true) };
  return { role: next === 'name' ? 'name' : 'none', place: placeOf(scan, frame, false) };
}

/** Of a list or object itself, or of the value in it that is at hand. */
function placeOf({ wanted, open }: Scan, frame: Frame, isInside: boolean): StepPlace {
  const key = isInside && frame.key !== undefined ? String(frame.key) : undefined;
  return {
    depth: frame.depth + (key === undefined ? 0 : 1),
    isOnWay: frame.isOnWay && (key === undefined || key === wanted[frame.depth]),
    keys: () => [...open.flatMap(({ own }) => own ?? []), ...(key === undefined ? [] : [key])],
  };
}

function take(scan: Scan, frame: Frame, token: Token): void {
  const { text, open } = scan;
  switch (token.kind) {
    case 'open': {
      const isObject = text[token.start] === '{';
      const { depth, isOnWay } = placeOf(scan, frame, true);
      frame.next = 'comma';
      open.push({
        isObject,
        depth,
        isOnWay,
        own: frame.key === undefined ? undefined : String(frame.key),
        names: [],
        next: isObject ? 'name' : 'value',
        key: isObject ? undefined : 0,
      });
      return;
    }
    case 'close':
      open.pop();
      return;
    case 'comma':
      frame.next = frame.isObject ? 'name' : 'value';
      if (typeof frame.key === 'number') frame.key += 1;
      return;
    case 'colon':
      if (frame.isObject) frame.next = 'value';
      return;
    case 'text':
    case 'word':
      if (frame.isObject && frame.next !== 'value') {
        frame.key = contentOf(text, token);
        frame.names.push(frame.key);
        frame.next = 'colon';
      } else frame.next = 'comma';
      return;
    case 'end':
  }
}
