import type { FieldView, FindingView, RequestView } from '../../protocol';
import type { PanelActions } from '../usePanel';
import { t } from '../words';
import { BodyField } from './BodyField';
import { Field } from './Field';
import { Findings } from './Findings';
import { valueOf, withValue } from './fieldValue';

/** More optional fields than this fold away. */
const manyFields = 6;

export function RequestForm({ request, actions }: { request: RequestView; actions: PanelActions }) {
  const { operation, draft, findings } = request;
  const required = operation.fields.filter(field => field.required);
  const optional = operation.fields.filter(field => !field.required);
  const fieldOf = (field: FieldView) => (
    <Field
      key={`${operation.id} ${field.in} ${field.name}`}
      field={field}
      value={valueOf(draft, field)}
      findings={findings.filter(finding => isAbout(finding, field))}
      onChange={value => actions.edit(withValue(draft, field, value))}
      onPickFile={() => actions.pickFile(field.name)}
    />
  );
  const filled = optional.filter(field => valueOf(draft, field) !== undefined).length;
  return (
    <div class="form">
      {operation.notice !== undefined && (
        <p class="finding warning">
          <i class="codicon codicon-warning" aria-hidden="true" />
          <span>{operation.notice}</span>
        </p>
      )}
      <p class="hint about">
        <span>{operation.summary}</span>
        <button type="button" class="link" onClick={actions.openDocs}>
          {t('Documentation')}
        </button>
        <button type="button" class="link" onClick={actions.copyAs}>
          {t('Copy as…')}
        </button>
        <button type="button" class="link" onClick={actions.reset}>
          {t('Start over')}
        </button>
      </p>
      <Findings
        id="other-findings"
        findings={findings.filter(f => isHomeless(f, operation.fields))}
      />
      {required.map(fieldOf)}
      {operation.body !== undefined && (
        <BodyField
          key={operation.id}
          body={operation.body}
          draft={draft}
          findings={findings.filter(finding => finding.in === 'body')}
          onChange={body => actions.edit({ ...draft, body })}
        />
      )}
      {optional.length <= manyFields ? (
        optional.map(fieldOf)
      ) : (
        <details class="more" open={required.length === 0 && operation.body === undefined}>
          <summary>
            {t('Optional parameters')}{' '}
            <span class="muted">{t('{0} of {1} set', filled, optional.length)}</span>
          </summary>
          <div class="fields">{optional.map(fieldOf)}</div>
        </details>
      )}
    </div>
  );
}

const isAbout = (finding: FindingView, field: FieldView): boolean =>
  finding.in === field.in && finding.name === field.name;

/** True for a finding about what the form has no field for. */
const isHomeless = (finding: FindingView, fields: readonly FieldView[]): boolean =>
  finding.in !== 'body' && !fields.some(field => isAbout(finding, field));
