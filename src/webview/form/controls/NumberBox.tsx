import { useState } from 'preact/hooks';
import { t } from '../../words';
import type { ControlProps } from './controlProps';
import type { Control } from '../fieldControl';
import { readText, showText } from '../rawValue';
import { useTyped } from './useTyped';
import { useUnreadable } from './useUnreadable';

export function NumberBox(
  props: ControlProps & { readonly control: Extract<Control, { kind: 'number' }> },
) {
  const { id, field, raw, describedBy, wrong, write, control } = props;
  const [text, type] = useTyped(raw, showText, typed => readText(typed, field.schema));
  const [unreadable, setBad] = useBadInput(text);
  useUnreadable(id, field, unreadable);
  return (
    <>
      <input
        id={id}
        type="number"
        value={text}
        min={control.min}
        max={control.max}
        step={control.step}
        placeholder={field.example}
        required={field.required}
        aria-describedby={`${describedBy} ${id}-unreadable`}
        aria-invalid={wrong || unreadable}
        list={`${id}-recent`}
        onInput={event => {
          const { validity, value } = event.currentTarget;
          const next = type(value);
          setBad(validity.badInput);
          if (!validity.badInput) write(next);
        }}
      />
      <datalist id={`${id}-recent`}>
        {field.recent.map(value => (
          <option key={value} value={value} />
        ))}
      </datalist>
      <p id={`${id}-unreadable`} class="hint" role="status">
        {unreadable && t('Not a number yet, so the value before it stays.')}
      </p>
    </>
  );
}

/** Whether the box holds something that is no number, and the function that reports this after each input. */
function useBadInput(text: string): readonly [boolean, (isBad: boolean) => void] {
  const [isBad, setBad] = useState(false);
  // A number box reports an empty text while it holds no number. A text here means that a value came from elsewhere.
  if (isBad && text !== '') setBad(false);
  return [isBad && text === '', setBad];
}
