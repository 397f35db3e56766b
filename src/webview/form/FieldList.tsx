import type { RefObject } from 'preact';
import { useContext, useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { FileView } from '../../protocol';
import { AddFilter } from './AddFilter';
import { Field } from './Field';
import { FormContext } from './formContext';
import { keyOf, type FormField } from './formField';
import type { Raw } from './rawValue';
import { onScreen, type ShownAction, type ShownFields } from './shownFields';

interface FieldListProps {
  readonly fields: readonly FormField[];
  readonly rawOf: (field: FormField) => Raw;
  readonly write: (field: FormField, raw: Raw) => void;
  readonly files?: Readonly<Record<string, FileView>>;
  readonly shown: ShownFields;
  readonly change: (action: ShownAction) => void;
}

/** Required fields, then those that are set, and a way to the others. */
export function FieldList({ fields, rawOf, write, files, shown, change }: FieldListProps) {
  const id = useId();
  const { unread } = useContext(FormContext);
  const box = useRef<HTMLDivElement>(null);
  const screen = onScreen(fields, rawOf, shown);
  useFocusOnAdded(box, screen.shown, shown);
  const remove = (field: FormField) => {
    const key = keyOf(field);
    write(field, undefined);
    unread.forget(key);
    change({ type: 'removed', key });
    box.current?.querySelector<HTMLElement>(':scope > .addFilter input')?.focus();
  };
  return (
    <div class="fields" ref={box}>
      {screen.shown.map(field => (
        <Field
          key={keyOf(field)}
          field={field}
          raw={rawOf(field)}
          write={raw => {
            change({ type: 'edited', key: keyOf(field) });
            write(field, raw);
          }}
          file={files?.[field.name]}
          {...(screen.removable && !field.required && { onRemove: () => remove(field) })}
        />
      ))}
      {screen.hidden.length > 0 && (
        <AddFilter
          id={`${id}-add`}
          fields={screen.hidden}
          onAdd={key => change({ type: 'added', key })}
        />
      )}
    </div>
  );
}

/** A field that has just been asked for gets the focus. */
function useFocusOnAdded(
  box: RefObject<HTMLElement | null>,
  fields: readonly FormField[],
  shown: ShownFields,
): void {
  useLayoutEffect(() => {
    if (shown.added === undefined) return;
    const at = fields.findIndex(field => keyOf(field) === shown.added);
    const field = box.current?.querySelectorAll(':scope > .field')[at];
    field?.querySelector<HTMLElement>(boxes)?.focus();
    // Only when a field has been added, not each time that other fields come or go.
  }, [shown]);
}

const boxes = ':is(input, select:not(.state, .as), textarea, button.secondary)';
