import { plainText } from '../../textParts';
import { t } from '../../words';
import type { ControlProps } from './controlProps';
import { showText } from '../rawValue';

/** One of some values, or none. A value outside the list is added to it: showing a draft must not change it. */
export function Choice(props: ControlProps & { readonly options: readonly string[] }) {
  const { id, field, raw, describedBy, wrong, write, options } = props;
  const all = raw === undefined || options.includes(raw) ? options : [...options, raw];
  return (
    <select
      id={id}
      aria-describedby={describedBy}
      aria-invalid={wrong}
      required={field.required}
      value={raw === undefined ? 'none' : `= ${raw}`}
      onChange={event => {
        const chosen = event.currentTarget.value;
        write(chosen === 'none' ? undefined : chosen.slice(2));
      }}
    >
      <option value="none">{t('not sent')}</option>
      {all.map(option => (
        <option key={option} value={`= ${option}`}>
          {plainText(showText(option), 120)}
        </option>
      ))}
    </select>
  );
}
