import { useContext, useLayoutEffect } from 'preact/hooks';
import { parseJson } from '../../../core/request/parseJson';
import { t } from '../../words';
import type { ControlProps } from './controlProps';
import { FormContext } from '../formContext';
import { keyOf } from '../formField';
import type { Raw } from '../rawValue';
import { useTyped } from './useTyped';
import { useUnreadable } from './useUnreadable';

/** Any value, as JSON. A text that is none changes nothing. */
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

/** Of a text that is no JSON itself, which is the value of nothing: so that any change from elsewhere replaces it. */
const readRaw = (text: string): Raw => text.trim() || undefined;

/** Without the blanks that all of its lines begin with in the body. In a JSON text no value has line breaks. */
function dedented(raw: Raw): string {
  const [first = '', ...rest] = (raw ?? '').split('\n');
  const indents = rest.map(line => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const shared = Math.min(...indents);
  return [first, ...rest.map(line => line.slice(shared))].join('\n');
}
