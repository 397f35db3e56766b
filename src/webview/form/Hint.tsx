import { formatNumber, t } from '../words';
import { Text } from '../Text';
import type { Control } from './fieldControl';
import type { FormField } from './formField';
import { Unsure } from './Unsure';
import { showText } from './rawValue';

interface HintProps {
  readonly id: string;
  readonly field: FormField;
  readonly control: Control;
}

/** What the field is for, what happens without it, and what it takes. */
export function Hint({ id, field, control }: HintProps) {
  const { description, schema, example, unsure } = field;
  const fallback = schema.default === undefined ? '' : showText(JSON.stringify(schema.default));
  const { minimum: least, maximum: most } = schema;
  // Other controls show the example in their box, and a choice of two values needs none.
  const showsExample =
    control.kind === 'checks' || (control.kind === 'choice' && control.options.length > 2);
  return (
    <p id={id} class="hint">
      {control.kind === 'misfit' && (
        <>{t('The value does not fit this field, so it is shown as JSON.')} </>
      )}
      {description}
      {unsure && (
        <>
          {' '}
          <Unsure />
        </>
      )}
      {least !== undefined && most !== undefined && (
        <> {t('{0} to {1}.', formatNumber(least), formatNumber(most))}</>
      )}
      {least !== undefined && most === undefined && <> {t('{0} or more.', formatNumber(least))}</>}
      {fallback !== '' && <> {t('Default: {0}.', fallback)}</>}
      {showsExample && example !== undefined && (
        <>
          {' '}
          <Text text={t('Example: {0}.', example)} limit={200} />
        </>
      )}
    </p>
  );
}
