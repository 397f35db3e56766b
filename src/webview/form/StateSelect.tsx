import { plainText } from '../textParts';
import { t } from '../words';
import { specialOf, specialsOf, type Special } from './fieldControl';
import type { FormField } from './formField';
import type { Raw } from './rawValue';

const words: Readonly<Record<Special, string>> = {
  '""': 'empty text',
  null: 'null',
  '[]': 'empty list',
  '{}': 'empty object',
};

interface StateSelectProps {
  readonly field: FormField;
  readonly raw: Raw;
  readonly write: (raw: Raw) => void;
}

/** For a field without a value: whether nothing is sent for it, or an empty value or null. */
export function StateSelect({ field, raw, write }: StateSelectProps) {
  const specials = specialsOf(field);
  if (specials.length === 0) return null;
  const special = specialOf(raw, field);
  if (raw !== undefined && special === undefined) return null;
  return (
    <select
      class="state"
      aria-label={t('{0}: what to send', plainText(field.label, 120))}
      value={special ?? 'absent'}
      onChange={event => {
        const chosen = event.currentTarget.value;
        write(chosen === 'absent' ? undefined : chosen);
      }}
    >
      <option value="absent">{t('not sent')}</option>
      {specials.map(each => (
        <option key={each} value={each}>
          {t(words[each])}
        </option>
      ))}
    </select>
  );
}
