import { isDeeperThan } from '../body/depth';
import { jsonExcerpt } from '../body/writeJson';
import { toText } from '../charset/toUtf8';
import { amountOf } from '../price/amount';
import { endOfString } from '../request/parseJson';
import { figuresInSentence } from './errorFigures';

/**
 * What an error body says, in any of its forms: that of https://jobo.world/docs/resources/status-codes, `detail` beside
 * `error`, or RFC 9457 section 3.1.
 */
export interface ErrorBody {
  /** `detail`, else `message`, else `error`, else `title`; untrusted text. */
  readonly message?: string;
  readonly code?: string;
  readonly required?: number;
  readonly balance?: number;
  /** In seconds. */
  readonly retryAfter?: number;
  /** Per-field errors, in the order of the body; untrusted texts. */
  readonly fields?: readonly FieldError[];
  /** From a 409 on a feed: the body to start over with. */
  readonly replacement?: Readonly<Record<string, unknown>>;
  /** The body's other members; untrusted texts. */
  readonly more?: readonly Member[];
}

/** An undocumented member; `value` is a text as it is, anything else as JSON. */
export interface Member {
  readonly name: string;
  readonly value: string;
}

interface FieldError {
  readonly name: string;
  readonly message?: string;
  readonly code?: string;
}

/** In bytes, more than any error has: an HTML page or a stream is not read whole. */
const longest = 256 * 1024;
const longestText = 2_000;
const longestName = 200;
const deepestRequest = 50;
const mostFields = 50;
const mostMore = 20;
const longestMore = 500;

/** Members that are read, or that say no more than the status does. */
const known: ReadonlySet<string> = new Set([
  'type',
  'title',
  'status',
  'detail',
  'error',
  'message',
  'code',
  'errors',
  'field_errors',
  'credits_required',
  'credits_balance',
  'retry_after_seconds',
  'replacement_request',
]);

/** Reads an error body, whatever its content type. A body that is no JSON gives at most a sentence. Never throws. */
export function readError(bytes: Uint8Array, contentType: string): ErrorBody {
  const text = toText(bytes.subarray(0, longest), contentType);
  const members = membersOf(text);
  if (!members) return fromText(text);
  const nested = membersIn(members.get('error'));
  const say = (name: string) => textOf(members.get(name)) ?? textOf(nested?.get(name));
  const figure = (name: string) => members.get(name) ?? nested?.get(name);
  const message = say('detail') ?? say('message') ?? textOf(members.get('error')) ?? say('title');
  const told = message === undefined ? undefined : figuresInSentence(message);
  const replacement = members.get('replacement_request');
  const fields = fieldsOf(members.get('errors') ?? members.get('field_errors'));
  return defined({
    message: message?.slice(0, longestText),
    code: say('code')?.slice(0, 100),
    required: amountOf(figure('credits_required')) ?? told?.required,
    balance: amountOf(figure('credits_balance')) ?? told?.balance,
    retryAfter: finite(figure('retry_after_seconds')),
    fields: fields.length > 0 ? fields : undefined,
    replacement: isRequest(replacement) ? replacement : undefined,
    more: moreOf([...members, ...(nested ?? [])]),
  });
}

function moreOf(members: readonly (readonly [string, unknown])[]): ErrorBody['more'] {
  const unknown = members.filter(([name, value]) => !known.has(name) && value !== null);
  if (unknown.length === 0) return undefined;
  return unknown.slice(0, mostMore).map(([name, value]) => ({
    name: name.slice(0, 100),
    value: (typeof value === 'string' ? value : jsonExcerpt(value, longestMore)).slice(
      0,
      longestMore,
    ),
  }));
}

/** A sentence in plain text, or the members of a JSON body that broke off. */
function fromText(text: string): ErrorBody {
  const trimmed = text.trim();
  if (/^[{[]/.test(trimmed)) {
    const message = memberIn(trimmed, 'detail') ?? memberIn(trimmed, 'message');
    return defined({
      message: (message ?? memberIn(trimmed, 'error') ?? memberIn(trimmed, 'title'))?.slice(
        0,
        longestText,
      ),
      code: memberIn(trimmed, 'code')?.slice(0, 100),
      ...(message !== undefined && figuresInSentence(message)),
    });
  }
  // A gateway's HTML page, or a long text, is shown in the Body tab, not as a sentence.
  if (trimmed === '' || trimmed.startsWith('<') || trimmed.length > 500) return {};
  return { message: trimmed, ...figuresInSentence(trimmed) };
}

function memberIn(text: string, name: string): string | undefined {
  const found = new RegExp(String.raw`"${name}"\s*:\s*(?=")`).exec(text);
  if (!found) return undefined;
  const start = found.index + found[0].length;
  const end = endOfString(text, start);
  return end === undefined ? undefined : textOf(JSON.parse(text.slice(start, end)));
}

function membersOf(text: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return membersIn(Array.isArray(value) ? value[0] : value);
  } catch {
    return undefined;
  }
}

const membersIn = (value: unknown): ReadonlyMap<string, unknown> | undefined =>
  typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;

/** `[{field_id, code, message}]`, or `{"page_size": ["…"]}`. */
function fieldsOf(errors: unknown): readonly FieldError[] {
  if (Array.isArray(errors)) {
    return errors.slice(0, mostFields).flatMap((entry: unknown) => {
      const members = membersIn(entry);
      const names = ['field_id', 'field', 'name', 'path', 'parameter', 'pointer'];
      const name = names.map(key => textOf(members?.get(key))).find(Boolean);
      if (!members || name === undefined) return [];
      const message = textOf(members.get('message')) ?? textOf(members.get('detail'));
      return [fieldError(name, message, textOf(members.get('code')))];
    });
  }
  return [...(membersIn(errors) ?? [])].slice(0, mostFields).map(([name, value]) => {
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return fieldError(name, textOf(first), undefined);
  });
}

const fieldError = (name: string, message: string | undefined, code: string | undefined) =>
  defined<FieldError>({
    name: name.slice(0, longestName),
    message: message?.slice(0, longestText),
    code: code?.slice(0, 100),
  });

const textOf = (value: unknown) =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/** A value deeper than any request is none, and could not be kept. */
const isRequest = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !isDeeperThan(value, deepestRequest);

/** A number from 0, or a text that is one. */
function finite(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined;
}

const defined = <T extends object>(value: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
