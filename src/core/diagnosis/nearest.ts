import type { FindingCause } from '../request/finding';
import { toDateTime } from './toDateTime';

/** In characters; no time, id or address is longer. */
const longestFormatted = 2_000;

/**
 * The legal value nearest to one that breaks a rule; undefined: only the person can tell.
 * @param value as it stands in the draft, with its JSON type
 */
export function nearest(cause: FindingCause, value: unknown): unknown {
  switch (cause.code) {
    case 'tooSmall':
    case 'tooLarge':
      return cause.limit;
    case 'notAllowed':
      return cause.closest;
    case 'wrongFormat':
      if (typeof value !== 'string' && typeof value !== 'number') return undefined;
      return String(value).length > longestFormatted
        ? undefined
        : formatted(cause.format, String(value).trim());
    case 'wrongType':
      return cause.expected.map(type => converted(type, value)).find(next => next !== undefined);
    case 'tooLong':
      return typeof value === 'string' ? value.slice(0, cause.limit) : undefined;
    case 'tooMany':
      return Array.isArray(value) ? (value as unknown[]).slice(0, cause.limit) : undefined;
    case 'unsendable':
    case 'missing':
    case 'emptySegment':
    case 'dotSegment':
    case 'controlCharacter':
    case 'keyInRequest':
    case 'brokenJson':
    case 'unknownParameter':
    case 'unknownField':
    case 'tooShort':
    case 'tooFew':
    case 'fileTooLarge':
    case 'otherRule':
      return undefined;
  }
}

function formatted(format: string, text: string): string | undefined {
  switch (format) {
    case 'date-time':
      return toDateTime(text);
    case 'uuid': {
      const digits = text.replace(/[^\da-f]/gi, '').toLowerCase();
      if (digits.length !== 32) return undefined;
      return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    }
    case 'uri':
      return /^[\w-]+(\.[\w-]+)+([/?#:].*)?$/.test(text) ? `https://${text}` : undefined;
    default:
      return undefined;
  }
}

const words: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  1: true,
  false: false,
  no: false,
  off: false,
  0: false,
};

/** The value as another JSON type, if that loses at most a fraction; else undefined. */
function converted(type: string, value: unknown): unknown {
  const plain = typeof value === 'string' ? value.trim() : value;
  const text = typeof plain === 'number' || typeof plain === 'boolean' ? String(plain) : plain;
  switch (type) {
    case 'integer':
    case 'number': {
      const single = singleOf(plain) ?? text;
      if (typeof single !== 'string' || !/^[+-]?\d{1,15}(\.\d+)?$/.test(single)) return undefined;
      // JSON has no -0: a kept fix would be read back with another value.
      return (type === 'integer' ? Math.trunc(Number(single)) : Number(single)) + 0;
    }
    case 'boolean':
      return typeof text === 'string' && Object.hasOwn(words, text.toLowerCase())
        ? words[text.toLowerCase()]
        : undefined;
    case 'string':
      return singleOf(plain) ?? textOrNone(text);
    case 'array':
      if (typeof plain === 'string') return plain.split(',').map(item => item.trim());
      return typeof plain === 'number' || typeof plain === 'boolean' ? [plain] : undefined;
    default:
      return undefined;
  }
}

/** The only entry of a list as text, unless that is a list or object itself. */
function singleOf(value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length !== 1) return undefined;
  const only: unknown = value[0];
  const isPlain = ['string', 'number', 'boolean'].includes(typeof only);
  return isPlain ? String(only) : undefined;
}

const textOrNone = (text: unknown) => (typeof text === 'string' ? text : undefined);
