import { isSpace } from './jsonTokens';

/** A token of a JSON text, perhaps half typed, and what its place is for. */
export interface JsonStep {
  /** `text`: in quotes. `word`: a number, a word or anything else but a mark. `end`: the end of the text, empty. */
  readonly kind: 'open' | 'close' | 'comma' | 'colon' | 'text' | 'word' | 'end';
  /** Offsets in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** False for a text whose closing quote is missing. */
  readonly closed: boolean;
  /** What may stand here. `none`: a comma, a colon or a bracket has to come first. */
  readonly role: 'name' | 'value' | 'none';
  /**
   * The keys from the top to the value or, for a name, to its object. To be called before the next step is asked for.
   * They are made on demand: made for each token of a deep text, they would grow with the square of its depth.
   */
  keys(): readonly string[];
  /** Names of the object's members so far; all of them once the scan has passed its end. */
  readonly names: readonly string[];
}

interface Frame {
  readonly isObject: boolean;
  /** Its key in the container around it; none at the top. */
  readonly own: string | undefined;
  readonly names: string[];
  next: 'name' | 'colon' | 'value' | 'comma';
  /** The last member's name, or the position in a list. */
  key: string | number | undefined;
}

/** The tokens of any text, JSON or not: it is scanned while it is typed. */
export function* jsonSteps(text: string): Generator<JsonStep, void> {
  const top: Frame = { isObject: false, own: undefined, names: [], next: 'value', key: undefined };
  const open: Frame[] = [];
  for (let at = 0; ;) {
    while (isSpace(text.charCodeAt(at))) at += 1;
    const frame = open.at(-1) ?? top;
    const { kind, start, end, closed } = tokenAt(text, at);
    const role = roleOf(frame, kind);
    const keys = () => [
      ...open.flatMap(({ own }) => own ?? []),
      ...(role === 'value' ? (keyOf(frame) ?? []) : []),
    ];
    yield { kind, start, end, closed, role, keys, names: frame.names };
    if (kind === 'end') return;
    take(frame, open, text, { kind, start, end, closed });
    at = end;
  }
}

const keyOf = ({ key }: Frame): readonly [string] | undefined =>
  key === undefined ? undefined : [String(key)];

type Token = Pick<JsonStep, 'kind' | 'start' | 'end' | 'closed'>;

const marks: Readonly<Record<string, JsonStep['kind']>> = {
  '{': 'open',
  '[': 'open',
  '}': 'close',
  ']': 'close',
  ',': 'comma',
  ':': 'colon',
};

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
  // Without its closing quote a text ends with the line: what follows must not become part of it.
  while (end < text.length && text[end] !== '\n') {
    if (text[end] === '"') return { kind: 'text', start, end: end + 1, closed: true };
    end += text[end] === '\\' ? 2 : 1;
  }
  return { kind: 'text', start, end: Math.min(end, text.length), closed: false };
}

/** What a token says, unescaped; of a half-typed text, what is there so far. */
export function contentOf(text: string, { kind, start, end, closed }: Token): string {
  const raw = text.slice(start, end);
  if (kind !== 'text') return raw;
  try {
    return JSON.parse(closed ? raw : `${raw}"`) as string;
  } catch {
    return raw.slice(1, closed ? -1 : undefined);
  }
}

function roleOf(frame: Frame, kind: JsonStep['kind']): JsonStep['role'] {
  const isContent = kind === 'text' || kind === 'word';
  // A missing comma is accepted here: whoever reads the text as JSON reports it.
  const next =
    frame.next === 'comma' && isContent ? (frame.isObject ? 'name' : 'value') : frame.next;
  return next === 'name' || next === 'value' ? next : 'none';
}

function take(frame: Frame, open: Frame[], text: string, token: Token): void {
  switch (token.kind) {
    case 'open': {
      const isObject = text[token.start] === '{';
      const own = keyOf(frame)?.[0];
      frame.next = 'comma';
      open.push(
        isObject
          ? { isObject, own, names: [], next: 'name', key: undefined }
          : { isObject, own, names: [], next: 'value', key: 0 },
      );
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
