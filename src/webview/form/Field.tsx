import { useContext, useId, useLayoutEffect } from 'preact/hooks';
import type { FileView, FindingView } from '../../protocol';
import { AnyBox } from './controls/AnyBox';
import { Checks } from './controls/Checks';
import { Chips } from './chips/Chips';
import { Choice } from './controls/Choice';
import type { ControlProps } from './controls/controlProps';
import { DateTimeBox } from './controls/DateTimeBox';
import { Entries } from './Entries';
import { controlOf, isSpecial, type Control } from './fieldControl';
import { FileChoice } from './controls/FileChoice';
import { FieldHead } from './FieldHead';
import { Findings } from './Findings';
import { FormContext } from './formContext';
import { entryField, isWithin, keyOf, memberFields, pointerIn, type FormField } from './formField';
import { Group } from './Group';
import { Hint } from './Hint';
import { JsonBox } from './controls/JsonBox';
import { NumberBox } from './controls/NumberBox';
import { entriesOf } from './rawEdit';
import type { Raw } from './rawValue';
import { useKeptFocus } from './useKeptFocus';
import { TextBox } from './controls/TextBox';

export interface FieldProps {
  readonly field: FormField;
  readonly raw: Raw;
  readonly write: (raw: Raw) => void;
  /** The chosen file, for a field that takes one. */
  readonly file?: FileView | undefined;
  /** Removes the field from the request and from the screen. */
  readonly onRemove?: () => void;
}

export function Field({ field, raw, write, file, onRemove }: FieldProps) {
  const id = useId();
  const control = controlOf(field, raw);
  const own = useOwnFindings(field, innerFields(control, field, raw));
  const props: ControlProps = {
    id,
    field,
    raw: isSpecial(raw, field) && control.kind !== 'misfit' ? undefined : raw,
    describedBy: `${id}-hint ${id}-findings`,
    wrong: own.length > 0,
    write,
  };
  const box = useKeptFocus(id, control);
  useSettled(field, props.raw);
  const isGroup = isOfMany(control);
  // Below a long group nobody would find the hint.
  const hintFirst = control.kind === 'group' || control.kind === 'entries';
  const hint = <Hint id={`${id}-hint`} field={field} control={control} />;
  return (
    <div
      ref={box}
      class="field"
      data-field={field.name || pointerIn(field)}
      {...(isGroup && groupRole(props))}
    >
      <FieldHead
        id={id}
        field={field}
        raw={raw}
        write={write}
        isGroup={isGroup}
        onRemove={onRemove}
      />
      {hintFirst && hint}
      <ControlOf control={control} props={props} file={file} />
      {!hintFirst && hint}
      <Findings id={`${id}-findings`} findings={own} within={pointerIn(field)} />
    </div>
  );
}

/** Whether the field is made of several controls: then it is a group, as a label can name one control only. */
const isOfMany = ({ kind }: Control): boolean =>
  kind === 'checks' || kind === 'group' || kind === 'entries';

const groupRole = ({ id, describedBy }: ControlProps) => ({
  role: 'group' as const,
  'aria-labelledby': `${id}-label`,
  'aria-describedby': describedBy,
});

/** Forgets a text that was typed over an earlier value of the field. */
function useSettled(field: FormField, raw: Raw): void {
  const { unread } = useContext(FormContext);
  const key = keyOf(field);
  useLayoutEffect(() => unread.settle(key, raw), [unread, key, raw]);
}

/** The fields inside, which show their findings themselves. */
function innerFields(control: Control, field: FormField, raw: Raw): readonly FormField[] {
  if (control.kind === 'group') return memberFields(field);
  if (control.kind === 'entries') return entriesOf(raw).map((_, i) => entryField(field, i));
  return [];
}

/** The findings about the field that belong to none of the fields inside. */
function useOwnFindings(field: FormField, inner: readonly FormField[]): readonly FindingView[] {
  const { findings } = useContext(FormContext);
  return findings.filter(
    finding => isWithin(finding, field) && !inner.some(each => isWithin(finding, each)),
  );
}

interface ControlOfProps {
  readonly control: Control;
  readonly props: ControlProps;
  readonly file: FieldProps['file'];
}

function ControlOf({ control, props, file }: ControlOfProps) {
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
      return <FileChoice {...props} file={file} />;
  }
}
