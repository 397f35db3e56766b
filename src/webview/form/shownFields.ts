import { keyOf, type FormField } from './formField';
import type { Raw } from './rawValue';

/** Which optional fields are on screen although nothing is sent for them. */
export interface ShownFields {
  /** Keys in the order in which they came. */
  readonly keys: readonly string[];
  /** The field that has just been added: it gets the focus. */
  readonly added?: string;
}

export type ShownAction =
  | { readonly type: 'added'; readonly key: string }
  /** An edited field stays on screen even when it is emptied: it must not vanish while the person types. */
  | { readonly type: 'edited'; readonly key: string }
  | { readonly type: 'removed'; readonly key: string }
  | { readonly type: 'reset' };

export const noFields: ShownFields = { keys: [] };

export function reduceShown(state: ShownFields, action: ShownAction): ShownFields {
  switch (action.type) {
    case 'added':
      return { keys: withKey(state.keys, action.key), added: action.key };
    case 'edited':
      return state.keys.includes(action.key) ? state : { keys: withKey(state.keys, action.key) };
    case 'removed':
      return { keys: state.keys.filter(key => key !== action.key) };
    case 'reset':
      return noFields;
  }
}

const withKey = (keys: readonly string[], key: string): readonly string[] =>
  keys.includes(key) ? keys : [...keys, key];

/** Up to this many optional fields are always on screen. */
const fewFields = 4;

export interface FieldsOnScreen {
  readonly shown: readonly FormField[];
  /** Behind *Add filter*. */
  readonly hidden: readonly FormField[];
  /** Whether the optional ones can be taken off the screen again. */
  readonly removable: boolean;
}

/** Required fields first, then those that have a value or were added, in the order of the documentation. */
export function onScreen(
  fields: readonly FormField[],
  rawOf: (field: FormField) => Raw,
  { keys }: ShownFields,
): FieldsOnScreen {
  const required = fields.filter(field => field.required);
  const optional = fields.filter(field => !field.required);
  if (optional.length <= fewFields)
    return { shown: [...required, ...optional], hidden: [], removable: false };
  const isShown = (field: FormField) => rawOf(field) !== undefined || keys.includes(keyOf(field));
  return {
    shown: [...required, ...optional.filter(isShown)],
    hidden: optional.filter(field => !isShown(field)),
    removable: true,
  };
}
