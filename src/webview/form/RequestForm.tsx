import { Fragment } from 'preact';
import { useMemo, useReducer, useState } from 'preact/hooks';
import type { BodyView, FindingView, RequestView } from '../../protocol';
import type { State } from '../state';
import type { PanelActions } from '../usePanel';
import { t } from '../words';
import { BodyField } from './body/BodyField';
import { parameterRaw, withParameter } from './draftValue';
import { FieldList } from './FieldList';
import { Findings } from './Findings';
import { FormContext } from './formContext';
import {
  bodyField,
  isWithin,
  keyOf,
  memberFields,
  parameterField,
  pointerIn,
  type FormField,
} from './formField';
import { reduceShown } from './shownFields';
import { Unsure } from './Unsure';

interface RequestFormProps {
  readonly request: RequestView;
  readonly bodyView: BodyView;
  readonly focus: State['focus'];
  readonly restarts: number;
  readonly actions: PanelActions;
}

/** Keyed by the operation: what was asked for in one is not on screen in another. */
export function RequestForm({ request, bodyView, focus, restarts, actions }: RequestFormProps) {
  const { operation, draft, findings } = request;
  const fields = useMemo(() => operation.fields.map(parameterField), [operation.fields]);
  const unread = useMemo(() => actions.unreadOf(operation.id), [actions, operation.id]);
  const members = useMemo(
    () => (operation.body ? memberFields(bodyField(operation.body)) : []),
    [operation.body],
  );
  const [shown, change] = useReducer(reduceShown, undefined, () => ({
    keys: [...fields, ...members].map(keyOf).filter(unread.isThere),
  }));
  const [focused, setFocused] = useState<number>();
  if (focus !== undefined && focus.nth !== focused) {
    // While drawing: the page puts the focus as soon as this is drawn.
    setFocused(focus.nth);
    const field = [...fields, ...members].find(
      each => focus.on === 'field' && isAsked(each, focus.field ?? ''),
    );
    if (field) change({ type: 'edited', key: keyOf(field) });
  }
  const parts = {
    findings,
    complete: actions.complete,
    fix: actions.fixFinding,
    pickFile: actions.pickFile,
    holdSend: actions.holdSend,
    unread,
  };
  return (
    <FormContext.Provider value={parts}>
      <div class="form">
        {operation.notice !== undefined && (
          <p class="finding warning">
            <i class="codicon codicon-warning" aria-hidden="true" />
            <span>{operation.notice}</span>
          </p>
        )}
        <p class="hint about">
          <span>
            {operation.summary}
            {operation.unsure && (
              <>
                {' · '}
                <Unsure />
              </>
            )}
          </span>
          <button type="button" class="link" onClick={actions.openDocs}>
            {t('Documentation')}
          </button>
          <button type="button" class="link" onClick={actions.copyAs}>
            {t('Copy as…')}
          </button>
          <button
            type="button"
            class="link"
            onClick={() => {
              change({ type: 'reset' });
              unread.forget('');
              actions.reset();
            }}
          >
            {t('Start over')}
          </button>
        </p>
        <Findings
          id="other-findings"
          findings={findings.filter(finding => isHomeless(finding, fields))}
        />
        {/* Drawn anew, without what was typed and is no value. */}
        <Fragment key={restarts}>
          <FieldList
            fields={fields}
            rawOf={field => parameterRaw(draft, field)}
            write={(field, raw) => actions.edit(withParameter(draft, field, raw))}
            files={draft.files}
            shown={shown}
            change={change}
          />
          {operation.body !== undefined && (
            <BodyField
              body={operation.body}
              draft={draft}
              findings={findings.filter(finding => finding.in === 'body')}
              view={bodyView}
              onView={actions.chooseBodyView}
              shown={shown}
              change={change}
              onChange={body => actions.edit({ ...draft, body })}
              onEdit={actions.editBody}
            />
          )}
        </Fragment>
      </div>
    </FormContext.Provider>
  );
}

/** By the name of a parameter, or a pointer into the body. */
const isAsked = (field: FormField, name: string): boolean =>
  field.in === 'body' ? `${name}/`.startsWith(`${pointerIn(field)}/`) : field.name === name;

/** True for a finding about what the form has no field for. */
const isHomeless = (finding: FindingView, fields: readonly FormField[]): boolean =>
  finding.in !== 'body' && !fields.some(field => isWithin(finding, field));
