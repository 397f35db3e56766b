import { useContext, useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { FileView } from '../../protocol';
import { Text } from '../Text';
import { plainText } from '../textParts';
import { t } from '../words';
import { AnyBox } from './controls/AnyBox';
import { Checks } from './controls/Checks';
import { Chips } from './chips/Chips';
import { Choice } from './controls/Choice';
import type { ControlProps } from './controls/controlProps';
import { DateTimeBox } from './controls/DateTimeBox';
import { Entries } from './Entries';
import { controlOf, isSpecial, type Control } from './fieldControl';
import { FileChoice } from './controls/FileChoice';
import { Findings } from './Findings';
import { FormContext } from './formContext';
import { isWithin, keyOf, memberFields, pointerIn, type FormField } from './formField';
import { Group } from './Group';
import { Hint } from './Hint';
import { JsonBox } from './controls/JsonBox';
import { NumberBox } from './controls/NumberBox';
import { entriesOf } from './rawEdit';
import type { Raw } from './rawValue';
import { StateSelect } from './StateSelect';
import { TextBox } from './controls/TextBox';
import { entryField } from './formField';

export interface FieldProps {
  readonly field: FormField;
  readonly raw: Raw;
  readonly write: (raw: Raw) => void;
  /** The chosen file, of a field that takes one. */
  readonly file?: FileView | undefined;
  /** Takes it out of the request and off the screen. */
  readonly onRemove?: () => void;
}

export function Field({ field, raw, write, file, onRemove }: FieldProps) {
  const id = useId();
  const { findings, fix, pickFile, unread } = useContext(FormContext);
  const control = controlOf(field, raw);
  const inner = innerFields(control, field, raw);
  const own = findings.filter(
    finding => isWithin(finding, field) && !inner.some(each => isWithin(finding, each)),
  );
  const props: ControlProps = {
    id,
    field,
    raw: isSpecial(raw, field) && control.kind !== 'misfit' ? undefined : raw,
    describedBy: `${id}-hint ${id}-findings`,
    wrong: own.length > 0,
    write,
  };
  const box = useKeptFocus(id, control);
  const key = keyOf(field);
  const { raw: value } = props;
  useLayoutEffect(() => unread.settle(key, value), [unread, key, value]);
  const isGroup =
    control.kind === 'checks' || control.kind === 'group' || control.kind === 'entries';
  const label = (
    <>
      <span class="name">
        <Text text={field.label} limit={120} />
      </span>
      {field.required && !field.isEntry && <span class="required"> {t('required')}</span>}
    </>
  );
  // Under a long group nobody would find it.
  const hintFirst = control.kind === 'group' || control.kind === 'entries';
  const hint = <Hint id={`${id}-hint`} field={field} control={control} />;
  const content = (
    <>
      <div class="fieldHead">
        {isGroup ? <span id={`${id}-label`}>{label}</span> : <label for={id}>{label}</label>}
        <span class="grow" />
        <StateSelect field={field} raw={raw} write={write} />
        {onRemove && (
          <button
            type="button"
            class="icon removeField"
            aria-label={t('Remove {0}', plainText(field.label, 120))}
            title={t('Remove')}
            onClick={onRemove}
          >
            <i class="codicon codicon-close" aria-hidden="true" />
          </button>
        )}
      </div>
      {hintFirst && hint}
      {control.kind === 'file' ? (
        <FileChoice
          {...props}
          file={file}
          onPick={() => pickFile(field.name)}
          onRemove={() => write(undefined)}
        />
      ) : (
        <ControlOf control={control} props={props} />
      )}
      {!hintFirst && hint}
      <Findings id={`${id}-findings`} findings={own} within={pointerIn(field)} onFix={fix} />
    </>
  );
  const shared = {
    ref: box,
    class: 'field',
    'data-field': field.name || pointerIn(field),
  };
  return isGroup ? (
    <div
      {...shared}
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={props.describedBy}
    >
      {content}
    </div>
  ) : (
    <div {...shared}>{content}</div>
  );
}

/** A value that needs another control brings one, and the focus must not be lost with the old one. */
function useKeptFocus(id: string, { kind }: Control) {
  const box = useRef<HTMLDivElement>(null);
  const last = useRef(kind);
  const isInside = box.current?.contains(document.activeElement) ?? false;
  const swaps = last.current !== kind && isInside;
  useLayoutEffect(() => {
    last.current = kind;
    if (swaps && document.activeElement === document.body) document.getElementById(id)?.focus();
  });
  return box;
}

/** The fields inside, which say what is wrong with them themselves. */
function innerFields(control: Control, field: FormField, raw: Raw): readonly FormField[] {
  if (control.kind === 'group') return memberFields(field);
  if (control.kind === 'entries') return entriesOf(raw).map((_, i) => entryField(field, i));
  return [];
}

function ControlOf({
  control,
  props,
}: {
  readonly control: Control;
  readonly props: ControlProps;
}) {
  switch (control.kind) {
    case 'choice':
      return <Choice {...props} options={control.options} />;
    case 'number':
      return <NumberBox {...props} control={control} />;
    case 'checks':
      return <Checks {...props} options={control.options} />;
    case 'chips':
      return <Chips {...props} />;
    case 'text':
      return <TextBox {...props} lines={control.lines} placeholder={control.placeholder} />;
    case 'dateTime':
      return <DateTimeBox {...props} />;
    case 'group':
      return <Group {...props} />;
    case 'entries':
      return <Entries {...props} />;
    case 'any':
      return <AnyBox {...props} />;
    case 'misfit':
      return <JsonBox {...props} />;
    case 'file':
      return null;
  }
}
