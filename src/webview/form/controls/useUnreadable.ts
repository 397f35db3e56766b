import { useContext, useLayoutEffect } from 'preact/hooks';
import { plainText } from '../../textParts';
import { FormContext } from '../formContext';
import type { FormField } from '../formField';

/** Holds sending back while a control shows what is no value: the request would not be what is on screen. */
export function useUnreadable(id: string, field: FormField, isUnreadable: boolean): void {
  const { holdSend } = useContext(FormContext);
  const name = nameOf(field);
  // A layout effect, so that it takes hold before the next key, which may be the one that sends.
  useLayoutEffect(
    () => (isUnreadable ? holdSend(id, name) : undefined),
    [isUnreadable, holdSend, id, name],
  );
}

/** The label of a list's entry is only its number, so the name of the list is put before it. */
function nameOf({ isEntry, keys, name, label }: FormField): string {
  return plainText(isEntry ? `${keys.at(-2) ?? name} ${label}` : label, 120);
}
