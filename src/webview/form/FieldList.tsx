import { useContext, useLayoutEffect, useId, useRef } from 'preact/hooks';
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
  useLayoutEffect(() => {
    if (shown.added === undefined) return;
    const { added } = shown;
    const at = screen.shown.findIndex(field => keyOf(field) === added);
    focusIn(box.current?.querySelectorAll(':scope > .field')[at]);
    // By what was asked for, not by what else has come since.
  }, [shown]);
  return (
    <div class="fields" ref={box}>
      {screen.shown.map(field => {
        const key = keyOf(field);
        const remove = () => {
          write(field, undefined);
          unread.forget(key);
          change({ type: 'removed', key });
          box.current?.querySelector<HTMLElement>(':scope > .addFilter input')?.focus();
        };
        return (
          <Field
            key={key}
            field={field}
            raw={rawOf(field)}
            write={raw => {
              change({ type: 'edited', key });
              write(field, raw);
            }}
            file={files?.[field.name]}
            {...(screen.removable && !field.required && { onRemove: remove })}
          />
        );
      })}
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

const focusIn = (field: Element | undefined): void =>
  field
    ?.querySelector<HTMLElement>(':is(input, select:not(.state, .as), textarea, button.secondary)')
    ?.focus();
