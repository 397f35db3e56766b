import { useId, useMemo } from 'preact/hooks';
import type { FindingView, OperationView } from '../../../protocol';
import { t } from '../../words';
import { readBody, withBodyMember } from './readBody';
import { FieldList } from '../FieldList';
import { Findings } from '../Findings';
import { bodyField, isWithin, memberFields, otherField } from '../formField';
import { OtherMembers } from '../Group';
import { membersOf, otherMembers } from '../rawEdit';
import type { Raw } from '../rawValue';
import type { ShownAction, ShownFields } from '../shownFields';

interface BodyFormProps {
  readonly body: NonNullable<OperationView['body']>;
  readonly text: string;
  readonly findings: readonly FindingView[];
  readonly shown: ShownFields;
  readonly change: (action: ShownAction) => void;
  readonly write: (text: string) => void;
  /** Shows the body as JSON, with the caret at the position. */
  readonly onJson: (position: number) => void;
}

/** The body as fields. An edit changes the text of its own member only; what has no field stays as it is. */
export function BodyForm({ onJson, ...props }: BodyFormProps) {
  const content = readBody(props.text);
  if (content.kind === 'members') return <Members {...props} raw={content.raw} />;
  return (
    <div class="unformed">
      <BodyFindings findings={props.findings} />
      <p class="hint">
        {content.kind === 'broken'
          ? t('The form shows it again once it is JSON. Nothing of it is lost.')
          : t('The form shows objects only. Nothing of this body is lost.')}{' '}
        <button
          type="button"
          class="link"
          onClick={() => onJson(content.kind === 'broken' ? content.position : 0)}
        >
          {t('Edit the JSON')}
        </button>
      </p>
    </div>
  );
}

interface MembersProps extends Omit<BodyFormProps, 'onJson'> {
  readonly raw: string;
}

function Members({ body, text, raw, findings, shown, change, write }: MembersProps) {
  const whole = bodyField(body);
  const fields = memberFields(whole);
  // Read once for all fields, since a body may be long.
  const members = useMemo(() => membersOf(raw), [raw]);
  const names = fields.map(({ label }) => label);
  const others = otherMembers(raw, names).map(name => otherField(whole, name));
  const drawn = [...fields, ...others];
  const homeless = findings.filter(finding => !drawn.some(each => isWithin(finding, each)));
  const writeMember = (name: string, value: Raw) => write(withBodyMember(text, name, value));
  return (
    <>
      <BodyFindings findings={homeless} />
      <FieldList
        fields={fields}
        rawOf={field => members.get(field.label)}
        write={(field, value) => writeMember(field.label, value)}
        shown={shown}
        change={change}
      />
      <OtherMembers field={whole} raw={raw} onMember={writeMember} />
    </>
  );
}

/** Findings about the body that belong to none of its fields. */
function BodyFindings({ findings }: Pick<BodyFormProps, 'findings'>) {
  const id = useId();
  return <Findings id={`${id}-findings`} findings={findings} />;
}
