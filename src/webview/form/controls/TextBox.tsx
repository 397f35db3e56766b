import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../words';
import { Combobox } from '../combobox/Combobox';
import type { ControlProps } from './controlProps';
import { readText, showText } from '../rawValue';
import { useSuggestions } from '../combobox/useSuggestions';
import { useTyped } from './useTyped';

interface TextBoxProps extends ControlProps {
  readonly lines: boolean;
  readonly placeholder: string;
}

/** A text: a box of one line, or a larger one where the text has several. */
export function TextBox(props: TextBoxProps) {
  const { field, raw, write, lines } = props;
  const [text, type] = useTyped(raw, showText, typed => readText(typed, field.schema));
  const known = useSuggestions(field);
  const area = useRef<HTMLTextAreaElement>(null);
  const isArea = lines && (!known.suggests || text.includes('\n'));
  const keepFocus = useFocusOf(area, isArea);
  const onText = (next: string) => write(type(next));
  if (isArea) return <TextArea {...props} text={text} area={area} onText={onText} />;
  const onLines = (next: string) => {
    keepFocus();
    onText(next);
  };
  return <TextLine {...props} text={text} known={known} onText={onText} onLines={onLines} />;
}

/** The boxes for one line and for several are two controls. The returned function gives the next one the focus. */
function useFocusOf(area: RefObject<HTMLTextAreaElement | null>, isArea: boolean): () => void {
  const hadFocus = useRef(false);
  useLayoutEffect(() => {
    if (isArea && hadFocus.current) area.current?.focus();
    hadFocus.current = false;
  }, [isArea]);
  return () => {
    hadFocus.current = true;
  };
}

interface TextAreaProps extends TextBoxProps {
  readonly text: string;
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly onText: (text: string) => void;
}

function TextArea({ id, field, text, area, onText, ...props }: TextAreaProps) {
  return (
    <textarea
      id={id}
      ref={area}
      class="line"
      rows={Math.min(8, text.split('\n').length)}
      value={text}
      placeholder={props.placeholder}
      required={field.required}
      aria-describedby={props.describedBy}
      aria-invalid={props.wrong}
      autocomplete="off"
      onInput={event => onText(event.currentTarget.value)}
    />
  );
}

interface TextLineProps extends TextBoxProps {
  readonly text: string;
  readonly known: ReturnType<typeof useSuggestions>;
  readonly onText: (text: string) => void;
  /** The text has several lines now, which this box cannot show. */
  readonly onLines: (text: string) => void;
}

function TextLine({ id, field, text, known, onText, onLines, ...props }: TextLineProps) {
  const input = useRef<HTMLInputElement>(null);
  const { suggested, suggests, ask } = known;
  return (
    <Combobox
      id={id}
      text={text}
      input={input}
      suggested={suggested}
      suggests={suggests}
      {...(field.in === 'path' && suggests && { pickLabel: t('Pick a recent one') })}
      placeholder={props.placeholder}
      describedBy={props.describedBy}
      wrong={props.wrong}
      required={field.required}
      onText={onText}
      onPick={onText}
      onAsk={ask}
      onPaste={event => {
        // A box of one line would join the lines without saying so.
        const pasted = event.clipboardData?.getData('text/plain').replace(/\r\n?/g, '\n') ?? '';
        if (!pasted.includes('\n')) return;
        event.preventDefault();
        const { selectionStart: from, selectionEnd: to } = event.currentTarget;
        onLines(text.slice(0, from ?? 0) + pasted + text.slice(to ?? text.length));
      }}
    />
  );
}
