import { useContext, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { plainText } from '../textParts';
import { t } from '../words';
import type { ControlProps } from './controls/controlProps';
import { Field } from './Field';
import { FormContext } from './formContext';
import { entryField, keyOf } from './formField';
import { entriesOf, withEntries, withEntry, withoutEntry } from './rawEdit';

/** As many as a page draws without delay. */
const most = 50;

/** A list of objects: a group each. */
export function Entries({ field, raw, write }: ControlProps) {
  const entries = entriesOf(raw);
  const box = useRef<HTMLDivElement>(null);
  const { unread } = useContext(FormContext);
  // Entries are known by their place: when one goes, all that their fields remember is of another.
  const [removals, setRemovals] = useState(0);
  const [target, setTarget] = useState<{ readonly selector: string }>();
  useLayoutEffect(() => {
    if (target) box.current?.querySelector<HTMLElement>(target.selector)?.focus();
  }, [target]);
  const controls = ':is(input, select, textarea):not(.state, .as)';
  return (
    <div class="entries" ref={box}>
      {entries.slice(0, most).map((entry, i) => (
        <Field
          key={`${removals} ${i}`}
          field={entryField(field, i)}
          raw={entry}
          write={value => raw !== undefined && write(withEntry(raw, i, value ?? '{}'))}
          onRemove={() => {
            unread.entryRemoved(keyOf(field), i);
            setRemovals(removals + 1);
            if (raw !== undefined) write(withoutEntry(raw, i));
            setTarget({ selector: ':scope > .addEntry' });
          }}
        />
      ))}
      {entries.length > most && (
        <p class="hint">{t('{0} more stand in the JSON.', entries.length - most)}</p>
      )}
      <button
        type="button"
        class="secondary addEntry"
        onClick={() => {
          write(withEntries(raw, ['{}']));
          setTarget({
            selector: `:scope > .field:nth-of-type(${Math.min(entries.length, most - 1) + 1}) ${controls}`,
          });
        }}
      >
        {t('Add to {0}', plainText(field.label, 120))}
      </button>
    </div>
  );
}
