import type { RefObject, TargetedClipboardEvent, TargetedKeyboardEvent } from 'preact';
import { t } from '../../words';
import { Combobox } from '../combobox/Combobox';
import { useSuggestions } from '../combobox/useSuggestions';
import type { ControlProps } from '../controls/controlProps';
import { rawItem } from '../rawValue';
import { linesOf, splitTyped } from './chipText';
import type { Chips } from './useChips';

interface ChipInputProps extends Pick<ControlProps, 'id' | 'field' | 'describedBy' | 'wrong'> {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly chips: Chips;
}

/** The text box in which the values of a list are typed. */
export function ChipInput({ id, field, describedBy, wrong, input, chips }: ChipInputProps) {
  const { suggested, suggests, ask } = useSuggestions(field);
  const { entries, text, add, type } = chips;
  // A value that the list holds already is not suggested again, but it can be typed.
  const suggestions = suggested.suggestions.filter(
    ({ value }) => !entries.includes(rawItem(value, field.schema.items)),
  );
  return (
    <Combobox
      id={id}
      text={text}
      input={input}
      suggested={{ ...suggested, suggestions }}
      suggests={suggests}
      placeholder={entries.length === 0 ? (field.example ?? t('Type, then Enter')) : ''}
      describedBy={describedBy}
      wrong={wrong}
      onText={next => {
        const { done, rest } = splitTyped(next);
        type(rest);
        add(done);
      }}
      onPick={value => {
        type('');
        add([value]);
      }}
      onAsk={query => ask(splitTyped(query).rest)}
      onKeyDown={event => handleKey(event, chips)}
      onPaste={event => handlePaste(event, chips)}
      onBlur={chips.commit}
    />
  );
}

function handleKey(
  event: TargetedKeyboardEvent<HTMLInputElement>,
  { entries, text, commit, remove }: Chips,
): void {
  const isAtStart = event.currentTarget.selectionEnd === 0;
  if (event.key === 'Enter') {
    // Ctrl/Cmd+Enter goes on to the page, which sends.
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
}

/** Adds each line of a pasted text as a value; a single line goes into the text box as usual. */
function handlePaste(event: TargetedClipboardEvent<HTMLInputElement>, { add }: Chips): void {
  const pasted = event.clipboardData?.getData('text/plain') ?? '';
  if (!/[\r\n]/.test(pasted.trim())) return;
  event.preventDefault();
  add(linesOf(pasted));
}
