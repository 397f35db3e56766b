import type { TargetedKeyboardEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { plainText } from '../../textParts';
import { t } from '../../words';
import { ChipList } from './ChipList';
import { linesOf, readTyped, splitTyped, typedOf } from './chipText';
import { Combobox } from '../combobox/Combobox';
import type { ControlProps } from '../controls/controlProps';
import { entriesOf, withEntries, withEntry, withoutEntry } from '../rawEdit';
import { rawItem, showText } from '../rawValue';
import { useChoices } from '../combobox/useChoices';

/** Values of a list: Enter or a comma adds what is typed, Backspace in the empty box takes the last one back. */
export function Chips({ id, field, raw, describedBy, wrong, write }: ControlProps) {
  const [text, setText] = useState('');
  const [editing, setEditing] = useState<number>();
  const [said, say] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const { suggestions, suggests, ask } = useChoices(field);
  const entries = entriesOf(raw);

  const add = (values: readonly string[]) => {
    const added = values.map(value => rawItem(value, field.schema.items));
    const [first, ...rest] = added;
    if (first === undefined) return;
    const isReplacing = editing !== undefined && raw !== undefined && editing < entries.length;
    write(
      isReplacing ? withEntries(withEntry(raw, editing, first), rest) : withEntries(raw, added),
    );
    setEditing(undefined);
    say(t('{0} added.', plainText(values.join(', '), 200)));
  };
  const commit = () => {
    const value = readTyped(text);
    setText('');
    if (value === undefined) setEditing(undefined);
    else add([value]);
  };
  const remove = (position: number) => {
    if (raw === undefined) return;
    say(t('{0} removed.', plainText(showText(entries[position]), 200)));
    setEditing(undefined);
    write(withoutEntry(raw, position));
  };
  const edit = (position: number) => {
    setEditing(position);
    setText(typedOf(showText(entries[position])));
    input.current?.focus();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>) => {
    const isAtStart = event.currentTarget.selectionEnd === 0;
    if (event.key === 'Enter') {
      // With Ctrl or Cmd it goes on to the page, which sends.
      if (!event.ctrlKey && !event.metaKey) event.preventDefault();
      commit();
    } else if (event.key === 'Backspace' && text === '' && entries.length > 0) {
      event.preventDefault();
      remove(entries.length - 1);
    } else if (event.key === 'ArrowLeft' && isAtStart && entries.length > 0) {
      event.preventDefault();
      event.currentTarget
        .closest('.chips')
        ?.querySelector<HTMLElement>('li:last-of-type .remove')
        ?.focus();
    }
  };
  return (
    <div class="chips" title={t('Enter or a comma adds a value; write a comma in it as \\,')}>
      <ChipList
        label={field.label}
        entries={entries}
        editing={editing}
        onRemove={remove}
        onEdit={edit}
        onLeave={() => input.current?.focus()}
      />
      <Combobox
        id={id}
        text={text}
        input={input}
        suggestions={{
          ...suggestions,
          // What the list has already is not offered again; it can be typed.
          choices: suggestions.choices.filter(
            ({ value }) => !entries.includes(rawItem(value, field.schema.items)),
          ),
        }}
        suggests={suggests}
        placeholder={entries.length === 0 ? (field.example ?? t('Type, then Enter')) : ''}
        describedBy={describedBy}
        wrong={wrong}
        onText={next => {
          const { done, rest } = splitTyped(next);
          setText(rest);
          add(done);
        }}
        onPick={value => {
          setText('');
          add([value]);
        }}
        onAsk={query => ask(splitTyped(query).rest)}
        onKeyDown={onKeyDown}
        onPaste={event => {
          const pasted = event.clipboardData?.getData('text/plain') ?? '';
          if (!/[\r\n]/.test(pasted.trim())) return;
          event.preventDefault();
          add(linesOf(pasted));
        }}
        onBlur={commit}
      />
      <span class="spoken" role="status">
        {said}
      </span>
    </div>
  );
}
