import { useState } from 'preact/hooks';
import { Text } from '../../Text';
import { plainText } from '../../textParts';
import { t } from '../../words';
import type { ControlProps } from './controlProps';
import { entriesOf, withEntries, withoutEntry } from '../rawEdit';
import { showText, type Raw } from '../rawValue';

/** With more options than this there is a search box. */
const manyOptions = 7;

/** A list whose values are checked. Values that it holds beside the options can be unchecked, too. */
export function Checks(props: ControlProps & { readonly options: readonly string[] }) {
  const { field, raw, write, options } = props;
  const [query, setQuery] = useState('');
  const held = entriesOf(raw);
  const all = [...new Set([...options, ...held])];
  const wanted = query.trim().toLowerCase();
  const seen = all.filter(
    option => held.includes(option) || showText(option).toLowerCase().includes(wanted),
  );
  return (
    <>
      {options.length > manyOptions && (
        <input
          type="search"
          aria-label={t('Search {0}', plainText(field.label, 120))}
          placeholder={t('Search')}
          value={query}
          spellcheck={false}
          onInput={event => setQuery(event.currentTarget.value)}
        />
      )}
      <div class="checks">
        {seen.map(option => (
          <Check
            key={option}
            option={option}
            checked={held.includes(option)}
            onChange={checked =>
              write(checked ? withEntries(raw, [option]) : unchecked(raw, option))
            }
          />
        ))}
      </div>
    </>
  );
}

interface CheckProps {
  /** A JSON value. */
  readonly option: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

function Check({ option, checked, onChange }: CheckProps) {
  return (
    <label>
      <input
        type="checkbox"
        checked={checked}
        onChange={event => onChange(event.currentTarget.checked)}
      />
      <span>
        <Text text={showText(option)} limit={200} />
      </span>
    </label>
  );
}

/** The list without the value, even where it holds it twice. */
function unchecked(raw: Raw, option: string): Raw {
  const at = entriesOf(raw).indexOf(option);
  return raw === undefined || at < 0 ? raw : unchecked(withoutEntry(raw, at), option);
}
