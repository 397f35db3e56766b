import { useReducer, useState } from 'preact/hooks';
import type { State } from '../state';
import { keyOf, pointerIn, type FormField } from './formField';
import { reduceShown, type ShownAction, type ShownFields } from './shownFields';
import type { FieldTexts } from './unreadTexts';

/** Which optional fields are on screen: those asked for, those with a text that is no value, and the one to focus. */
export function useShownFields(
  fields: readonly FormField[],
  unread: FieldTexts,
  focus: State['focus'],
): readonly [ShownFields, (action: ShownAction) => void] {
  const [shown, change] = useReducer(reduceShown, undefined, () => ({
    keys: fields.map(keyOf).filter(unread.isThere),
  }));
  const [focused, setFocused] = useState<number>();
  if (focus !== undefined && focus.nth !== focused) {
    // Done while drawing, because the page puts the focus into the field right after this drawing.
    setFocused(focus.nth);
    const field = fields.find(each => focus.on === 'field' && isNamed(each, focus.field ?? ''));
    if (field) change({ type: 'edited', key: keyOf(field) });
  }
  return [shown, change];
}

/** `name` is the name of a parameter, or a pointer into the body. */
const isNamed = (field: FormField, name: string): boolean =>
  field.in === 'body' ? `${name}/`.startsWith(`${pointerIn(field)}/`) : field.name === name;
