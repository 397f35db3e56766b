import { useContext, useLayoutEffect } from 'preact/hooks';
import { plainText } from '../../textParts';
import { FormContext } from '../formContext';
import type { FormField } from '../formField';

/** While a control shows what is no value, nothing is sent: it would not be what is on screen. */
export function useUnreadable(id: string, field: FormField, isUnreadable: boolean): void {
  const { holdSend } = useContext(FormContext);
  const name = nameOf(field);
  // Before the next key, which may be the one that sends.
  useLayoutEffect(
    () => (isUnreadable ? holdSend(id, name) : undefined),
    [isUnreadable, holdSend, id, name],
  );
}

/** An entry of a list is a mere number without the list. */
function nameOf({ isEntry, keys, name, label }: FormField): string {
  return plainText(isEntry ? `${keys.at(-2) ?? name} ${label}` : label, 120);
}
