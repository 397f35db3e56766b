import { Text } from '../Text';
import { t } from '../words';
import { Field } from './Field';
import { keyOf, memberFields, otherField, type FormField } from './formField';
import { memberOf, repeatedMembers, withMember } from './rawEdit';
import { typesOf, type Raw } from './rawValue';
import { useOtherMembers } from './useOtherMembers';

interface GroupProps {
  readonly field: FormField;
  readonly raw: Raw;
  readonly write: (raw: Raw) => void;
}

/** The members of an object. */
export function Group({ field, raw, write }: GroupProps) {
  const members = memberFields(field);
  // Pairs like from and to, or include and exclude, stand side by side where there is room.
  const isPair = members.length === 2 && members.every(({ schema }) => typesOf(schema).length > 0);
  return (
    <div class={isPair ? 'group pair' : 'group'}>
      {members.map(member => (
        <Field
          key={keyOf(member)}
          field={member}
          raw={memberOf(raw, member.label)}
          write={value => write(withMember(raw, member.label, value))}
        />
      ))}
      <OtherMembers
        field={field}
        raw={raw}
        onMember={(name, value) => write(withMember(raw, name, value))}
      />
    </div>
  );
}

interface OtherMembersProps {
  readonly field: FormField;
  readonly raw: Raw;
  readonly onMember: (name: string, value: Raw) => void;
}

/** The members that the schema does not name. They are drawn too, so that nothing of the object is lost. */
export function OtherMembers({ field, raw, onMember }: OtherMembersProps) {
  const { names, written, removed } = useOtherMembers(field, raw);
  return (
    <>
      {names.map(name => {
        const member = { ...otherField(field, name), description: t('Not documented.') };
        return (
          <Field
            key={keyOf(member)}
            field={member}
            raw={memberOf(raw, name)}
            write={value => {
              written(name, value);
              onMember(name, value);
            }}
            onRemove={() => {
              removed(name);
              onMember(name, undefined);
            }}
          />
        );
      })}
      {repeatedMembers(raw).map(name => (
        <p class="hint" key={name}>
          <Text
            text={t('"{0}" stands here more than once; the last one counts.', name)}
            limit={200}
          />
        </p>
      ))}
    </>
  );
}
