import { keysOf } from '../../core/body/pointer';
import type { UnreadText } from '../../protocol';
import type { Raw } from './rawValue';

/** Of them the oldest go first. */
const most = 20;

/** All that is on screen and not in a draft. A page that is hidden is taken down: it must not be lost with it. */
export class UnreadTexts {
  #texts: readonly UnreadText[];
  readonly #keep: (texts: readonly UnreadText[]) => void;

  constructor(kept: readonly UnreadText[], keep: (texts: readonly UnreadText[]) => void) {
    this.#texts = kept;
    this.#keep = keep;
  }

  ofOperation(operationId: string): FieldTexts {
    const isOwn = (each: UnreadText) => each.operationId === operationId;
    const drop = (isGone: (each: UnreadText) => boolean) =>
      this.#set(this.#texts.filter(each => !isOwn(each) || !isGone(each)));
    return {
      textOf: (field, raw) =>
        this.#texts.find(each => isOwn(each) && each.field === field && each.raw === raw)?.text,
      isThere: field => this.#texts.some(each => isOwn(each) && isInside(each.field, field)),
      put: (field, raw, text) => {
        const others = this.#texts.filter(each => !isOwn(each) || each.field !== field);
        const own = { operationId, field, text, ...(raw !== undefined && { raw }) };
        this.#set([...others, own].slice(-most));
      },
      forget: field => drop(each => field === '' || isInside(each.field, field)),
      settle: (field, raw) => drop(each => each.field === field && each.raw !== raw),
      emptyIn: group =>
        this.#texts
          .filter(each => isOwn(each) && each.raw === undefined)
          .flatMap(each => memberIn(group, each.field) ?? []),
      entryRemoved: (list, position) =>
        this.#set(
          this.#texts.flatMap(each => {
            const place = isOwn(each) ? placeIn(list, each.field) : undefined;
            if (place === undefined || place < position) return [each];
            if (place === position) return [];
            const inner = each.field.slice(`${list}/${place}`.length);
            return [{ ...each, field: `${list}/${place - 1}${inner}` }];
          }),
        ),
    };
  }

  #set(texts: readonly UnreadText[]): void {
    if (texts.length === this.#texts.length && texts.every(each => this.#texts.includes(each)))
      return;
    this.#texts = texts;
    this.#keep(texts);
  }
}

/** The name of a member directly in the group. */
function memberIn(group: string, field: string): string | undefined {
  if (!field.startsWith(`${group}/`)) return undefined;
  const [name, ...inner] = keysOf(field.slice(group.length));
  return inner.length === 0 ? name : undefined;
}

/** The position of the entry of the list that the field is, or is inside of. */
function placeIn(list: string, field: string): number | undefined {
  if (!field.startsWith(`${list}/`)) return undefined;
  return Number(keysOf(field.slice(list.length))[0]);
}

const isInside = (inner: string, outer: string): boolean => `${inner}/`.startsWith(`${outer}/`);

/** Those of one operation, by the `keyOf` of their fields. */
export interface FieldTexts {
  /** Only beside the value that it was typed over: another one has come in its place. */
  readonly textOf: (field: string, raw: Raw) => string | undefined;
  /** In the field, or in what is inside of it. */
  readonly isThere: (field: string) => boolean;
  readonly put: (field: string, raw: Raw, text: string) => void;
  /** With all that is inside of it; `''`: all of the operation. */
  readonly forget: (field: string) => void;
  /** Has the value now: what was typed over another one is gone. */
  readonly settle: (field: string, raw: Raw) => void;
  /** Names of the members of a group that hold nothing but such a text. */
  readonly emptyIn: (group: string) => readonly string[];
  /** Those after it move up. */
  readonly entryRemoved: (list: string, position: number) => void;
}

export const noTexts: FieldTexts = {
  textOf: () => undefined,
  isThere: () => false,
  put: () => undefined,
  forget: () => undefined,
  settle: () => undefined,
  emptyIn: () => [],
  entryRemoved: () => undefined,
};

/** From what the editor kept, which may be of another version. */
export function readUnread(value: unknown): readonly UnreadText[] {
  if (!Array.isArray(value)) return [];
  return value.filter((each: unknown): each is UnreadText => {
    if (typeof each !== 'object' || each === null) return false;
    const { operationId, field, raw, text } = each as Record<string, unknown>;
    const isRaw = raw === undefined || typeof raw === 'string';
    return [operationId, field, text].every(part => typeof part === 'string') && isRaw;
  });
}
