import { useMemo } from 'preact/hooks';
import type { BodyView, FindingView, OperationView, RequestView } from '../../protocol';
import type { State } from '../state';
import type { PanelActions } from '../actions/panelActions';
import { AboutOperation } from './AboutOperation';
import { BodyField } from './body/BodyField';
import { parameterRaw, withParameter } from './draftValue';
import { FieldList } from './FieldList';
import { Findings } from './Findings';
import { FormContext, type FormParts } from './formContext';
import { bodyField, isWithin, memberFields, parameterField, type FormField } from './formField';
import type { ShownAction, ShownFields } from './shownFields';
import type { FieldTexts } from './unreadTexts';
import { useShownFields } from './useShownFields';

interface RequestFormProps {
  readonly request: RequestView;
  readonly bodyView: BodyView;
  readonly focus: State['focus'];
  readonly restarts: number;
  readonly actions: PanelActions;
}

/** The form of one operation. It has to be keyed by the operation, as added fields belong to one operation only. */
export function RequestForm({ request, bodyView, focus, restarts, actions }: RequestFormProps) {
  const { operation, findings } = request;
  const unread = useMemo(() => actions.unreadOf(operation.id), [actions, operation.id]);
  const { fields, members } = useFields(operation);
  const [shown, change] = useShownFields([...fields, ...members], unread, focus);
  const startOver = () => {
    change({ type: 'reset' });
    unread.forget('');
    actions.reset();
  };
  return (
    <FormContext.Provider value={partsOf(actions, findings, unread)}>
      <div class="form">
        <AboutOperation operation={operation} actions={actions} onStartOver={startOver} />
        <Findings
          id="other-findings"
          findings={findings.filter(finding => isHomeless(finding, fields))}
        />
        {/* After a start over all fields are drawn anew, without texts that are no values. */}
        <RequestFields
          key={restarts}
          request={request}
          fields={fields}
          bodyView={bodyView}
          shown={shown}
          change={change}
          actions={actions}
        />
      </div>
    </FormContext.Provider>
  );
}

/** The parameters, and the members of the body that its schema names. */
function useFields({ fields, body }: OperationView) {
  return {
    fields: useMemo(() => fields.map(parameterField), [fields]),
    members: useMemo(() => (body ? memberFields(bodyField(body)) : []), [body]),
  };
}

const partsOf = (
  { suggest, fixFinding, pickFile, holdSend }: PanelActions,
  findings: readonly FindingView[],
  unread: FieldTexts,
): FormParts => ({ findings, suggest, fix: fixFinding, pickFile, holdSend, unread });

/** Whether the finding is about something that has no field in the form. */
const isHomeless = (finding: FindingView, fields: readonly FormField[]): boolean =>
  finding.in !== 'body' && !fields.some(field => isWithin(finding, field));

interface RequestFieldsProps extends Pick<RequestFormProps, 'request' | 'bodyView' | 'actions'> {
  readonly fields: readonly FormField[];
  readonly shown: ShownFields;
  readonly change: (action: ShownAction) => void;
}

function RequestFields(props: RequestFieldsProps) {
  const { request, fields, bodyView, shown, change, actions } = props;
  const { operation, draft, findings } = request;
  return (
    <>
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
    </>
  );
}
