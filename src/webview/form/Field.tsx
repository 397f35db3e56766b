import { useId } from 'preact/hooks';
import type { FieldView, FileView, FindingView } from '../../protocol';
import { t } from '../words';
import { Choice } from './Choice';
import type { ControlProps } from './controlProps';
import { controlOf, type Control } from './fieldControl';
import { FileChoice } from './FileChoice';
import { Findings } from './Findings';
import { ListField } from './ListField';
import { NumberBox, TextBox } from './TextBox';
import { showScalar } from './fieldValue';

export interface FieldProps {
  readonly field: FieldView;
  readonly value: unknown;
  readonly findings: readonly FindingView[];
  readonly onChange: (value: unknown) => void;
  readonly onPickFile: () => void;
}

export function Field({ field, value, findings, onChange, onPickFile }: FieldProps) {
  const id = useId();
  const control = controlOf(field, value);
  const props: ControlProps = {
    id,
    field,
    value,
    describedBy: `${id}-hint ${id}-findings`,
    wrong: findings.length > 0,
    onChange,
  };
  const isGroup = control.kind === 'checks' || (control.kind === 'lines' && control.mayBeEmpty);
  return (
    <div class="field" data-field={field.name}>
      {isGroup ? (
        <fieldset aria-describedby={props.describedBy}>
          <legend>
            <Label field={field} />
          </legend>
          <ControlOf control={control} props={props} onPickFile={onPickFile} />
        </fieldset>
      ) : (
        <>
          <label for={id}>
            <Label field={field} />
          </label>
          <ControlOf control={control} props={props} onPickFile={onPickFile} />
        </>
      )}
      <Hint id={`${id}-hint`} field={field} />
      <Findings id={`${id}-findings`} findings={findings} />
    </div>
  );
}

function Label({ field }: { field: FieldView }) {
  return (
    <>
      <span class="name">{field.name}</span>
      {field.required && <span class="required"> {t('required')}</span>}
    </>
  );
}

function Hint({ id, field: { description, schema } }: { id: string; field: FieldView }) {
  const fallback = schema.default === undefined ? '' : showScalar(schema.default);
  return (
    <p id={id} class="hint">
      {description}
      {fallback !== '' && <> {t('Default: {0}.', fallback)}</>}
      {schema.minimum !== undefined && schema.maximum !== undefined && (
        <> {t('{0} to {1}.', schema.minimum, schema.maximum)}</>
      )}
    </p>
  );
}

interface ControlOfProps {
  readonly control: Control;
  readonly props: ControlProps;
  readonly onPickFile: () => void;
}

function ControlOf({ control, props, onPickFile }: ControlOfProps) {
  switch (control.kind) {
    case 'choice':
      return <Choice {...props} options={control.options} />;
    case 'boolean':
      return <Choice {...props} options={['true', 'false']} />;
    case 'number':
      return <NumberBox {...props} control={control} />;
    case 'checks':
    case 'lines':
      return <ListField {...props} control={control} />;
    case 'text':
      return <TextBox {...props} placeholder={control.placeholder} />;
    case 'file':
      return (
        <FileChoice {...props} file={props.value as FileView | undefined} onPick={onPickFile} />
      );
  }
}
