import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../words';
import { Combobox } from '../combobox/Combobox';
import type { ControlProps } from './controlProps';
import { readText, showText } from '../rawValue';
import { useChoices } from '../combobox/useChoices';
import { useTyped } from './useTyped';

interface TextBoxProps extends ControlProps {
  readonly lines: boolean;
  readonly placeholder: string;
}

/** One line, or as many as the text has. */
export function TextBox(props: TextBoxProps) {
  const { id, field, raw, describedBy, wrong, write, lines, placeholder } = props;
  const [text, type] = useTyped(raw, showText, typed => readText(typed, field.schema));
  const { suggestions, suggests, ask } = useChoices(field);
  const input = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const hadFocus = useRef(false);
  const isArea = lines && (!suggests || text.includes('\n'));
  useLayoutEffect(() => {
    if (isArea && hadFocus.current) area.current?.focus();
    hadFocus.current = false;
  }, [isArea]);

  if (isArea) {
    return (
      <textarea
        id={id}
        ref={area}
        class="line"
        rows={Math.min(8, text.split('\n').length)}
        value={text}
        placeholder={placeholder}
        required={field.required}
        aria-describedby={describedBy}
        aria-invalid={wrong}
        autocomplete="off"
        onInput={event => write(type(event.currentTarget.value))}
      />
    );
  }
  return (
    <Combobox
      id={id}
      text={text}
      input={input}
      suggestions={suggestions}
      suggests={suggests}
      {...(field.in === 'path' && suggests && { pickLabel: t('Pick a recent one') })}
      placeholder={placeholder}
      describedBy={describedBy}
      wrong={wrong}
      required={field.required}
      onText={next => write(type(next))}
      onPick={value => write(type(value))}
      onAsk={ask}
      onPaste={event => {
        // An input would silently join lines.
        const pasted = event.clipboardData?.getData('text/plain').replace(/\r\n?/g, '\n') ?? '';
        if (!pasted.includes('\n')) return;
        event.preventDefault();
        const { selectionStart: from, selectionEnd: to } = event.currentTarget;
        hadFocus.current = true;
        write(type(text.slice(0, from ?? 0) + pasted + text.slice(to ?? text.length)));
      }}
    />
  );
}
