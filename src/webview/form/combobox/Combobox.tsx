import type { TargetedClipboardEvent, TargetedKeyboardEvent, RefObject } from 'preact';
import type { Suggestions } from '../formContext';
import { Popup } from './Popup';
import { useSuggestionList, type SuggestionList } from './useSuggestionList';

export interface ComboboxProps {
  readonly id: string;
  readonly text: string;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly suggested: Suggestions;
  /** Without suggestions it is a plain text box. */
  readonly suggests: boolean;
  /** Text of a button beside the box that opens the list. */
  readonly pickLabel?: string;
  /** A click into the box opens the list, too. */
  readonly eager?: boolean;
  readonly label?: string;
  readonly placeholder?: string;
  readonly describedBy?: string;
  readonly wrong?: boolean;
  readonly required?: boolean;
  readonly onText: (text: string) => void;
  readonly onPick: (value: string) => void;
  readonly onAsk: (text: string) => void;
  /** Keys that the list does not take. */
  readonly onKeyDown?: (event: TargetedKeyboardEvent<HTMLInputElement>) => void;
  readonly onPaste?: (event: TargetedClipboardEvent<HTMLInputElement>) => void;
  readonly onBlur?: () => void;
}

/**
 * A text box with a list of suggestions under it: arrows move through the list, Enter takes one, Esc closes it. It asks
 * for suggestions only when it is used.
 */
export function Combobox(props: ComboboxProps) {
  const { id, text, input, suggested, suggests, pickLabel } = props;
  const list = useSuggestionList(suggested.suggestions.length, props.onAsk, props.onPick);
  return (
    <div class="combobox">
      <input
        id={id}
        ref={input}
        type="text"
        {...(suggests && popupRole(id, list))}
        value={text}
        placeholder={props.placeholder}
        required={props.required}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        aria-invalid={props.wrong}
        autocomplete="off"
        spellcheck={false}
        onInput={event => {
          props.onText(event.currentTarget.value);
          if (suggests) list.open(event.currentTarget.value, -1);
        }}
        onClick={() => props.eager === true && !list.isOpen && list.open(text, -1)}
        onKeyDown={event => handleKey(event, props, list)}
        onPaste={props.onPaste}
        onBlur={() => {
          list.close();
          props.onBlur?.();
        }}
      />
      {pickLabel !== undefined && (
        <PickButton label={pickLabel} input={input} onOpen={() => list.open('', 0)} />
      )}
      <Popup id={id} list={list} suggestions={suggested} />
    </div>
  );
}

/** Tells a screen reader of the list and of the suggestion that the arrows are on. */
const popupRole = (id: string, { shows, active }: SuggestionList) => ({
  role: 'combobox' as const,
  'aria-autocomplete': 'list' as const,
  'aria-expanded': shows,
  ...(shows && { 'aria-controls': `${id}-list` }),
  ...(shows && active >= 0 && { 'aria-activedescendant': `${id}-${active}` }),
});

/** Handles the keys of the list and passes all others on. */
function handleKey(
  event: TargetedKeyboardEvent<HTMLInputElement>,
  { text, suggests, pickLabel, suggested: { suggestions }, onKeyDown }: ComboboxProps,
  { isOpen, shows, active, open, step, close, pick }: SuggestionList,
): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const choice = suggestions[active];
  if (event.isComposing) return;
  if (suggests && by !== 0 && !event.altKey) {
    event.preventDefault();
    if (isOpen) step(by);
    else open(pickLabel === undefined ? text : '', by > 0 ? 0 : -1);
  } else if (event.key === 'Escape' && isOpen) {
    event.preventDefault();
    close();
  } else if (event.key === 'Enter' && shows && choice && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    pick(choice.value);
  } else onKeyDown?.(event);
}

interface PickButtonProps {
  readonly label: string;
  readonly input: ComboboxProps['input'];
  readonly onOpen: () => void;
}

function PickButton({ label, input, onOpen }: PickButtonProps) {
  return (
    <button
      type="button"
      class="link pick"
      // The press must not take the focus from the box, or the list would close.
      onMouseDown={event => event.preventDefault()}
      onClick={() => {
        input.current?.focus();
        onOpen();
      }}
    >
      {label}
    </button>
  );
}
