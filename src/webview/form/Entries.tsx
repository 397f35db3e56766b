import type { RefObject } from 'preact';
import { useContext, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { plainText } from '../textParts';
import { t } from '../words';
import type { ControlProps } from './controls/controlProps';
import { Field } from './Field';
import { FormContext } from './formContext';
import { entryField, keyOf } from './formField';
import { entriesOf, withEntries, withEntry, withoutEntry } from './rawEdit';

/** Entries that are drawn; more would slow the page down. */
const most = 50;

const controls = ':is(input, select, textarea):not(.state, .as)';

/** A list of objects, each of which is a group of fields. */
export function Entries({ field, raw, write }: ControlProps) {
  const entries = entriesOf(raw);
  const box = useRef<HTMLDivElement>(null);
  const focusNext = useNextFocus(box);
  const { unread } = useContext(FormContext);
  // Entries are keyed by position. When one is removed, all are drawn anew: what their fields remember is another's.
  const [removals, setRemovals] = useState(0);
  const remove = (position: number) => {
    unread.entryRemoved(keyOf(field), position);
    setRemovals(removals + 1);
    if (raw !== undefined) write(withoutEntry(raw, position));
    focusNext(':scope > .addEntry');
  };
  const add = () => {
    write(withEntries(raw, ['{}']));
    const nth = Math.min(entries.length, most - 1) + 1;
    focusNext(`:scope > .field:nth-of-type(${nth}) ${controls}`);
  };
  return (
    <div class="entries" ref={box}>
      {entries.slice(0, most).map((entry, i) => (
        <Field
          key={`${removals} ${i}`}
          field={entryField(field, i)}
          raw={entry}
          write={value => raw !== undefined && write(withEntry(raw, i, value ?? '{}'))}
          onRemove={() => remove(i)}
        />
      ))}
      {entries.length > most && (
        <p class="hint">{t('{0} more stand in the JSON.', entries.length - most)}</p>
      )}
      <button type="button" class="secondary addEntry" onClick={add}>
        {t('Add to {0}', plainText(field.label, 120))}
      </button>
    </div>
  );
}

/** The returned function focuses what the selector finds in the box, after the next drawing. */
function useNextFocus(box: RefObject<HTMLElement | null>): (selector: string) => void {
  const [target, setTarget] = useState<{ readonly selector: string }>();
  useLayoutEffect(() => {
    if (target) box.current?.querySelector<HTMLElement>(target.selector)?.focus();
  }, [target]);
  return selector => setTarget({ selector });
}
