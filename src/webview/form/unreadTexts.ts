import { keysOf } from '../../core/common/pointer';
import type { UnreadText } from '../../protocol';
import type { Raw } from './rawValue';

/** Texts that are kept; beyond this the oldest are dropped. */
const most = 20;

/** Texts in the form that are no values, so no draft holds them. They must survive a page that is taken down. */
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

/** The name of the member that the field is, if it stands directly in the group. */
function memberIn(group: string, field: string): string | undefined {
  if (!field.startsWith(`${group}/`)) return undefined;
  const [name, ...inner] = keysOf(field.slice(group.length));
  return inner.length === 0 ? name : undefined;
}

/** The position of the list's entry that the field is, or is inside; undefined: the field is not in the list. */
function placeIn(list: string, field: string): number | undefined {
  if (!field.startsWith(`${list}/`)) return undefined;
  return Number(keysOf(field.slice(list.length))[0]);
}

const isInside = (inner: string, outer: string): boolean => `${inner}/`.startsWith(`${outer}/`);

/** The texts of one operation. A field is named by its `keyOf`. */
export interface FieldTexts {
  /** The text of a field, unless its value is no longer the one that the text was typed over. */
  readonly textOf: (field: string, raw: Raw) => string | undefined;
  /** Whether there is a text in the field or inside it. */
  readonly isThere: (field: string) => boolean;
  readonly put: (field: string, raw: Raw, text: string) => void;
  /** Drops the text of the field and all texts inside it; `''`: all texts of the operation. */
  readonly forget: (field: string) => void;
  /** Drops the text of the field if it was typed over another value than this. */
  readonly settle: (field: string, raw: Raw) => void;
  /** Names of the group's members that have such a text and no value. */
  readonly emptyIn: (group: string) => readonly string[];
  /** Drops the texts of a removed entry; those of the entries after it move up. */
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

/** The texts in what the editor kept, which another version may have written: what has not their shape is left out. */
export function readUnread(value: unknown): readonly UnreadText[] {
  if (!Array.isArray(value)) return [];
  return value.filter((each: unknown): each is UnreadText => {
    if (typeof each !== 'object' || each === null) return false;
    const { operationId, field, raw, text } = each as Record<string, unknown>;
    const isRaw = raw === undefined || typeof raw === 'string';
    return [operationId, field, text].every(part => typeof part === 'string') && isRaw;
  });
}
