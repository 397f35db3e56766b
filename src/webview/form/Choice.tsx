import { t } from '../words';
import type { ControlProps } from './controlProps';
import { optionsWith, readScalar, showScalar } from './fieldValue';

/** One of some values, or none. A value outside the list stays choosable: the draft must not change by being shown. */
export function Choice(props: ControlProps & { readonly options: readonly string[] }) {
  const { id, field, value, describedBy, wrong, onChange, options } = props;
  const shown = showScalar(value);
  const all = optionsWith(options, value === undefined ? [] : [shown]);
  return (
    <select
      id={id}
      aria-describedby={describedBy}
      aria-invalid={wrong}
      required={field.required}
      value={value === undefined ? 'none' : `= ${shown}`}
      onChange={event => {
        const chosen = event.currentTarget.value;
        onChange(chosen === 'none' ? undefined : readScalar(chosen.slice(2), field.schema));
      }}
    >
      <option value="none">{t('not sent')}</option>
      {all.map(option => (
        <option key={option} value={`= ${option}`}>
          {option}
        </option>
      ))}
    </select>
  );
}
