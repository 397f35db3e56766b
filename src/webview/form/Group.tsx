import { useContext, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Text } from '../Text';
import { t } from '../words';
import { Field } from './Field';
import { FormContext } from './formContext';
import { keyOf, memberFields, otherField, type FormField } from './formField';
import { memberOf, otherMembers, repeatedMembers, withMember } from './rawEdit';
import { typesOf, type Raw } from './rawValue';

interface GroupProps {
  readonly field: FormField;
  readonly raw: Raw;
  readonly write: (raw: Raw) => void;
}

/** The members of an object. */
export function Group({ field, raw, write }: GroupProps) {
  const members = memberFields(field);
  // From and to, include and exclude: side by side where there is room.
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

/** What the object holds beside the members that the schema names: nothing of it is lost. */
export function OtherMembers({ field, raw, onMember }: OtherMembersProps) {
  const known = memberFields(field).map(({ label }) => label);
  const { unread } = useContext(FormContext);
  // Emptied by the person, who may be about to type something else there.
  const [emptied, setEmptied] = useState(() =>
    unread.emptyIn(keyOf(field)).filter(name => !known.includes(name)),
  );
  const last = useRef<readonly string[]>([]);
  const all = [...new Set([...otherMembers(raw, known), ...emptied])];
  // Written anew a member stands last in the JSON; its field stays where it is.
  const stays = last.current.filter(name => all.includes(name));
  const names = [...stays, ...all.filter(name => !stays.includes(name))];
  useLayoutEffect(() => {
    last.current = names;
  });
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
              const others = emptied.filter(each => each !== name);
              setEmptied(value === undefined ? [...others, name] : others);
              onMember(name, value);
            }}
            onRemove={() => {
              setEmptied(emptied.filter(each => each !== name));
              unread.forget(keyOf(member));
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
