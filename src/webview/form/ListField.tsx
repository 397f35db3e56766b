import { useState } from 'preact/hooks';
import { t } from '../words';
import type { ControlProps } from './controlProps';
import type { Control } from './fieldControl';
import { isEmptyList, optionsWith, readLines, readScalar, showList } from './fieldValue';
import { useTyped } from './useTyped';

type ListControl = Extract<Control, { kind: 'checks' | 'lines' }>;
type Presence = 'absent' | 'empty' | 'these';

/** Values of a list: not sent, these, and (where the API tells it apart) none. */
export function ListField(props: ControlProps & { readonly control: ListControl }) {
  const { id, field, value, onChange, control } = props;
  const [wantsValues, setWantsValues] = useState(false);
  const values =
    control.kind === 'checks' ? (
      <Checks {...props} options={control.options} />
    ) : (
      <Lines {...props} />
    );
  if (!control.mayBeEmpty) return values;

  const held: Presence = value === undefined ? 'absent' : isEmptyList(value) ? 'empty' : 'these';
  const presence: Presence = held === 'absent' && wantsValues ? 'these' : held;
  const choose = (chosen: Presence) => {
    setWantsValues(chosen === 'these');
    onChange(chosen === 'empty' ? [] : undefined);
  };
  return (
    <>
      <select
        id={`${id}-presence`}
        aria-label={t('{0}: what to send', field.name)}
        value={presence}
        onChange={event => choose(event.currentTarget.value as Presence)}
      >
        <option value="absent">{t('not sent')}</option>
        <option value="empty">{t('empty')}</option>
        <option value="these">{t('these values')}</option>
      </select>
      {presence === 'these' && values}
    </>
  );
}

function Checks(props: ControlProps & { readonly options: readonly string[] }) {
  const { field, value, onChange, options } = props;
  const held = showList(value);
  const all = optionsWith(options, held);
  const check = (option: string, checked: boolean) => {
    const chosen = all.filter(other => (other === option ? checked : held.includes(other)));
    const values = chosen.map(text => readScalar(text, field.schema.items) ?? text);
    onChange(values.length === 0 ? undefined : values);
  };
  return (
    <div class="checks">
      {all.map(option => (
        <label key={option}>
          <input
            type="checkbox"
            checked={held.includes(option)}
            onChange={event => check(option, event.currentTarget.checked)}
          />
          <span>{option}</span>
        </label>
      ))}
    </div>
  );
}

function Lines({
  id,
  field,
  value,
  describedBy,
  wrong,
  onChange,
  control,
}: ControlProps & { readonly control?: ListControl }) {
  const [text, type] = useTyped(
    value,
    held => showList(held).join('\n'),
    typed => readLines(typed, field.schema.items),
  );
  const recent = field.recent.join(', ');
  return (
    <textarea
      id={id}
      class="lines"
      rows={Math.min(8, Math.max(2, text.split('\n').length))}
      value={text}
      placeholder={field.example ?? (recent || t('one per line'))}
      title={t('one per line')}
      aria-label={control?.mayBeEmpty === true ? field.name : undefined}
      aria-describedby={describedBy}
      aria-invalid={wrong}
      spellcheck={false}
      onInput={event => onChange(type(event.currentTarget.value))}
    />
  );
}
