import { useContext, useState } from 'preact/hooks';
import { kindOf } from '../../../core/request/jsonParts';
import { plainText } from '../../textParts';
import { t } from '../../words';
import type { ControlProps } from './controlProps';
import { FormContext } from '../formContext';
import { keyOf } from '../formField';
import { JsonBox } from './JsonBox';
import { showText } from '../rawValue';
import { TextBox } from './TextBox';

/** A value of any type: text as it is typed, everything else as JSON. */
export function AnyBox(props: ControlProps) {
  const { field, raw, id } = props;
  const { unread } = useContext(FormContext);
  const [asJson, setAsJson] = useState(() => unread.textOf(keyOf(field), raw) !== undefined);
  const isText = raw === undefined || (kindOf(raw) === 'string' && !showText(raw).includes('\r'));
  const shown = asJson || !isText ? 'json' : 'text';
  return (
    <div class="any">
      <select
        id={`${id}-as`}
        class="as"
        aria-label={t('{0}: written as', plainText(field.label, 120))}
        value={shown}
        disabled={!isText}
        onChange={event => {
          const isJson = event.currentTarget.value === 'json';
          if (!isJson) unread.forget(keyOf(field));
          setAsJson(isJson);
        }}
      >
        <option value="text">{t('text')}</option>
        <option value="json">{t('JSON')}</option>
      </select>
      {shown === 'json' ? (
        <JsonBox
          {...props}
          write={next => {
            // Without this an emptied box would become the box for texts while the person types.
            setAsJson(true);
            props.write(next);
          }}
        />
      ) : (
        <TextBox {...props} lines placeholder={field.example ?? ''} />
      )}
    </div>
  );
}
