import { useContext, useLayoutEffect } from 'preact/hooks';
import { parseJson } from '../../../core/request/parseJson';
import { t } from '../../words';
import type { ControlProps } from './controlProps';
import { FormContext } from '../formContext';
import { keyOf } from '../formField';
import type { Raw } from '../rawValue';
import { useTyped } from './useTyped';
import { useUnreadable } from './useUnreadable';

/** Any value as JSON. While the text is not JSON, the value stays as it was. */
export function JsonBox({ id, field, raw, describedBy, wrong, write }: ControlProps) {
  const { unread } = useContext(FormContext);
  const key = keyOf(field);
  const [text, type] = useTyped(raw, dedented, readRaw, unread.textOf(key, raw));
  const unreadable = !isReadable(text);
  useUnreadable(id, field, unreadable);
  useLayoutEffect(() => {
    if (unreadable) unread.put(key, raw, text);
    else unread.forget(key);
  }, [unread, key, raw, text, unreadable]);
  return (
    <>
      <textarea
        id={id}
        class="code line"
        rows={Math.min(8, text.split('\n').length)}
        value={text}
        placeholder={
          field.example === undefined
            ? `"${t('text')}", 5, true, […], {…}`
            : JSON.stringify(field.example)
        }
        aria-describedby={`${describedBy} ${id}-unreadable`}
        aria-invalid={wrong || unreadable}
        autocomplete="off"
        spellcheck={false}
        onInput={event => {
          const typed = event.currentTarget.value;
          const next = type(typed);
          if (isReadable(typed)) write(next);
        }}
      />
      <p id={`${id}-unreadable`} class="hint" role="status">
        {unreadable && t('Not JSON yet, so the value before it stays.')}
      </p>
    </>
  );
}

const isReadable = (text: string): boolean => text.trim() === '' || parseJson(text).ok;

/** A text that is not JSON counts as itself. No field has that value, so a change from elsewhere replaces the text. */
const readRaw = (text: string): Raw => text.trim() || undefined;

/** Removes the indent that all lines have in the body. That changes no value: JSON strings have no line breaks. */
function dedented(raw: Raw): string {
  const [first = '', ...rest] = (raw ?? '').split('\n');
  const indents = rest.map(line => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const shared = Math.min(...indents);
  return [first, ...rest.map(line => line.slice(shared))].join('\n');
}
