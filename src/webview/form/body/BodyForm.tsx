import { useContext, useId, useMemo } from 'preact/hooks';
import type { FindingView, OperationView } from '../../../protocol';
import { t } from '../../words';
import { readBody, withBodyMember } from './readBody';
import { FieldList } from '../FieldList';
import { Findings } from '../Findings';
import { FormContext } from '../formContext';
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
  /** Shows the text, with the caret there. */
  readonly onJson: (position: number) => void;
}

/** The body as fields: each edit changes the bytes of its member, and what has no field stays. */
export function BodyForm({ body, text, findings, shown, change, write, onJson }: BodyFormProps) {
  const id = useId();
  const { fix } = useContext(FormContext);
  const content = readBody(text);
  const whole = bodyField(body);
  const fields = memberFields(whole);
  const raw = content.kind === 'members' ? content.raw : undefined;
  // Looked up for every field: a long body is gone through once.
  const members = useMemo(() => membersOf(raw), [raw]);
  const others = otherMembers(
    raw,
    fields.map(({ label }) => label),
  );
  const drawn =
    raw === undefined ? [] : [...fields, ...others.map(name => otherField(whole, name))];
  const homeless = findings.filter(finding => !drawn.some(each => isWithin(finding, each)));
  const own = <Findings id={`${id}-findings`} findings={homeless} onFix={fix} />;
  if (raw === undefined) {
    const position = content.kind === 'broken' ? content.position : 0;
    return (
      <div class="unformed">
        {own}
        <p class="hint">
          {content.kind === 'broken'
            ? t('The form shows it again once it is JSON. Nothing of it is lost.')
            : t('The form shows objects only. Nothing of this body is lost.')}{' '}
          <button type="button" class="link" onClick={() => onJson(position)}>
            {t('Edit the JSON')}
          </button>
        </p>
      </div>
    );
  }
  const writeMember = (name: string, value: Raw) => write(withBodyMember(text, name, value));
  return (
    <>
      {own}
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
