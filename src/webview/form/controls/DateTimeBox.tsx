import { useRef } from 'preact/hooks';
import { plainText } from '../../textParts';
import { formatMoment, t } from '../../words';
import type { ControlProps } from './controlProps';
import { isoBefore, momentOf } from './moments';
import { readText, showText } from '../rawValue';
import { replaceText } from '../replaceText';
import { useTyped } from './useTyped';

const hour = 3_600_000;
const helpers = [
  ['1 h ago', hour],
  ['24 h ago', 24 * hour],
  ['7 d ago', 7 * 24 * hour],
  ['30 d ago', 30 * 24 * hour],
] as const;

/** A time in ISO 8601: typed, or chosen as some time before now. */
export function DateTimeBox({ id, field, raw, describedBy, wrong, write }: ControlProps) {
  const [text, type] = useTyped(raw, showText, typed => readText(typed, field.schema));
  const box = useRef<HTMLInputElement>(null);
  const moment = momentOf(text);
  return (
    <>
      <input
        id={id}
        ref={box}
        type="text"
        value={text}
        placeholder={field.example ?? '2026-11-01T00:00:00Z'}
        required={field.required}
        aria-describedby={`${describedBy} ${id}-moment`}
        aria-invalid={wrong}
        autocomplete="off"
        spellcheck={false}
        onInput={event => write(type(event.currentTarget.value))}
      />
      <div class="helpers" role="group" aria-label={t('Set {0} to', plainText(field.label, 120))}>
        {helpers.map(([label, ms]) => (
          <button
            key={label}
            type="button"
            class="link"
            onClick={() => box.current && replaceText(box.current, isoBefore(Date.now(), ms))}
          >
            {t(label)}
          </button>
        ))}
        <span id={`${id}-moment`} class="hint" role="status">
          {moment !== undefined && t('{0} where you are', formatMoment(moment))}
        </span>
      </div>
    </>
  );
}
