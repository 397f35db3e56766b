import { useState } from 'preact/hooks';
import { t } from '../words';
import type { ControlProps } from './controlProps';
import type { Control } from './fieldControl';
import { readScalar, showScalar } from './fieldValue';
import { useTyped } from './useTyped';

export function TextBox(props: ControlProps & { readonly placeholder: string }) {
  const { id, field, value, describedBy, wrong, onChange, placeholder } = props;
  const [text, type] = useTyped(value, showScalar, typed => readScalar(typed, field.schema));
  return (
    <>
      <input
        id={id}
        type="text"
        value={text}
        placeholder={placeholder}
        required={field.required}
        aria-describedby={describedBy}
        aria-invalid={wrong}
        autocomplete="off"
        spellcheck={false}
        list={`${id}-recent`}
        onInput={event => onChange(type(event.currentTarget.value))}
      />
      <Recent id={`${id}-recent`} values={field.recent} />
    </>
  );
}

type NumberControl = Extract<Control, { kind: 'number' }>;

export function NumberBox(props: ControlProps & { readonly control: NumberControl }) {
  const { id, field, value, describedBy, wrong, onChange, control } = props;
  const [text, type] = useTyped(value, showScalar, typed => readScalar(typed, field.schema));
  const [unreadable, setUnreadable] = useState(false);
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
          setUnreadable(event.currentTarget.validity.badInput);
          onChange(type(event.currentTarget.value));
        }}
      />
      <Recent id={`${id}-recent`} values={field.recent} />
      <p id={`${id}-unreadable`} class="hint" role="status">
        {unreadable && t('Not a number yet, so it is not sent.')}
      </p>
    </>
  );
}

function Recent({ id, values }: { id: string; values: readonly string[] }) {
  return (
    <datalist id={id}>
      {values.map(value => (
        <option key={value} value={value} />
      ))}
    </datalist>
  );
}
