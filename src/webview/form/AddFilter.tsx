import { useRef, useState } from 'preact/hooks';
import { t } from '../words';
import { Combobox } from './combobox/Combobox';
import { keyOf, type FormField } from './formField';
import { matching } from './matching';
import { unsureWords } from './Unsure';

interface AddFilterProps {
  readonly id: string;
  readonly fields: readonly FormField[];
  readonly onAdd: (key: string) => void;
}

/** Adds an optional field that is not on screen, found by its name or description. */
export function AddFilter({ id, fields, onAdd }: AddFilterProps) {
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const suggestions = matching(fields, text).map(suggestionOf);
  const add = (key: string) => {
    setText('');
    onAdd(key);
  };
  return (
    <div class="addFilter">
      <i class="codicon codicon-add" aria-hidden="true" />
      <Combobox
        id={id}
        text={text}
        input={input}
        suggests
        eager
        suggested={
          suggestions.length > 0
            ? { suggestions }
            : { suggestions, note: t('No field has this in its name.') }
        }
        label={t('Add filter')}
        placeholder={t('Add filter… ({0} more)', fields.length)}
        onText={setText}
        onPick={add}
        onAsk={() => undefined}
        onKeyDown={event => {
          const [first] = suggestions;
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || text.trim() === '') return;
          event.preventDefault();
          if (first) add(first.value);
        }}
      />
    </div>
  );
}

const suggestionOf = (field: FormField) => ({
  value: keyOf(field),
  label: field.label,
  detail: field.unsure ? `${field.description} ${unsureWords()}`.trim() : field.description,
});
