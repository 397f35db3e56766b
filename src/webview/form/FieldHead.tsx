import { Text } from '../Text';
import { plainText } from '../textParts';
import { t } from '../words';
import type { FormField } from './formField';
import type { Raw } from './rawValue';
import { StateSelect } from './StateSelect';

interface FieldHeadProps {
  /** Id of the control. */
  readonly id: string;
  readonly field: FormField;
  readonly raw: Raw;
  readonly write: (raw: Raw) => void;
  /** The field has several controls, so its label names the group around them. */
  readonly isGroup: boolean;
  readonly onRemove: (() => void) | undefined;
}

/** The field's name, what is sent while it has no value, and the button that removes it. */
export function FieldHead({ id, field, raw, write, isGroup, onRemove }: FieldHeadProps) {
  return (
    <div class="fieldHead">
      {isGroup ? (
        <span id={`${id}-label`}>
          <Name field={field} />
        </span>
      ) : (
        <label for={id}>
          <Name field={field} />
        </label>
      )}
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
  );
}

function Name({ field: { label, required, isEntry } }: { field: FormField }) {
  return (
    <>
      <span class="name">
        <Text text={label} limit={120} />
      </span>
      {required && !isEntry && <span class="required"> {t('required')}</span>}
    </>
  );
}
