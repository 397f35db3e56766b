import type { TargetedClipboardEvent, TargetedKeyboardEvent, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Text } from '../../Text';
import { t } from '../../words';
import type { Suggestions } from '../formContext';

export interface ComboboxProps {
  readonly id: string;
  readonly text: string;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly suggestions: Suggestions;
  /** Without suggestions it is a plain text box. */
  readonly suggests: boolean;
  /** Opens the list from beside the box. */
  readonly pickLabel?: string;
  /** Opens the list by being clicked, too. */
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

/** A text box with a list under it: arrows go through the list, Enter takes, Esc closes it. Asks only once it is used. */
export function Combobox(props: ComboboxProps) {
  const { id, text, input, suggestions, suggests, label, pickLabel } = props;
  const [isOpen, setOpen] = useState(false);
  const [chosen, setActive] = useState(-1);
  const list = useRef<HTMLUListElement>(null);
  const { choices, note } = suggestions;
  const active = Math.min(chosen, choices.length - 1);
  const shows = isOpen && choices.length > 0;

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active, shows]);
  useEffect(() => {
    list.current?.scrollIntoView({ block: 'nearest' });
  }, [shows]);

  const open = (query: string, at: number) => {
    props.onAsk(query);
    setOpen(true);
    setActive(at);
  };
  const close = () => setOpen(false);
  const pick = (value: string) => {
    close();
    props.onPick(value);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const choice = choices[active];
    if (event.isComposing) return;
    if (suggests && step !== 0 && !event.altKey) {
      event.preventDefault();
      if (!isOpen) open(pickLabel === undefined ? text : '', step > 0 ? 0 : -1);
      else if (choices.length > 0) setActive((active + step + choices.length) % choices.length);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      close();
    } else if (event.key === 'Enter' && shows && choice && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      pick(choice.value);
    } else props.onKeyDown?.(event);
  };
  const popup = suggests && {
    role: 'combobox' as const,
    'aria-autocomplete': 'list' as const,
    'aria-expanded': shows,
    ...(shows && { 'aria-controls': `${id}-list` }),
    ...(shows && active >= 0 && { 'aria-activedescendant': `${id}-${active}` }),
  };
  return (
    <div class="combobox">
      <input
        id={id}
        ref={input}
        type="text"
        {...popup}
        value={text}
        placeholder={props.placeholder}
        required={props.required}
        aria-label={label}
        aria-describedby={props.describedBy}
        aria-invalid={props.wrong}
        autocomplete="off"
        spellcheck={false}
        onInput={event => {
          props.onText(event.currentTarget.value);
          if (suggests) open(event.currentTarget.value, -1);
        }}
        onClick={() => props.eager === true && !isOpen && open(text, -1)}
        onKeyDown={onKeyDown}
        onPaste={props.onPaste}
        onBlur={() => {
          close();
          props.onBlur?.();
        }}
      />
      {pickLabel !== undefined && (
        <button
          type="button"
          class="link pick"
          // The box keeps the focus, and with it the list.
          onMouseDown={event => event.preventDefault()}
          onClick={() => {
            input.current?.focus();
            open('', 0);
          }}
        >
          {pickLabel}
        </button>
      )}
      {isOpen && (shows || note !== undefined) && (
        <div class="popup" onMouseDown={event => event.preventDefault()}>
          {shows && (
            <ul id={`${id}-list`} ref={list} role="listbox" aria-label={t('Suggestions')}>
              {choices.map((choice, i) => (
                <li
                  key={choice.value}
                  id={`${id}-${i}`}
                  role="option"
                  aria-selected={i === active}
                  class={i === active ? 'active' : ''}
                  onClick={() => pick(choice.value)}
                >
                  <Text text={choice.label} limit={200} />
                  {choice.detail !== undefined && (
                    <span class="muted">
                      <Text text={choice.detail} limit={200} />
                    </span>
                  )}
                </li>
              ))}
            </ul>
          )}
          {note !== undefined && <p class="hint">{note}</p>}
        </div>
      )}
      <span class="spoken" role="status">
        {isOpen ? (shows ? t('{0} suggestions', choices.length) : (note ?? '')) : ''}
      </span>
    </div>
  );
}
