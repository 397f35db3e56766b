import { useContext, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { FormContext } from './formContext';
import { keyOf, memberFields, otherField, type FormField } from './formField';
import { otherMembers } from './rawEdit';
import type { Raw } from './rawValue';

interface OtherMemberNames {
  /** In the order of their fields. */
  readonly names: readonly string[];
  /** To be called at each change of a member. */
  readonly written: (name: string, value: Raw) => void;
  /** To be called when the field of a member is removed; what was typed into it is dropped. */
  readonly removed: (name: string) => void;
}

/** The members of a group that its schema does not name: each keeps its place while it is emptied and written anew. */
export function useOtherMembers(group: FormField, raw: Raw): OtherMemberNames {
  const known = memberFields(group).map(({ label }) => label);
  const { unread } = useContext(FormContext);
  // Members that the person has emptied stay on screen: something else may be typed there next.
  const [emptied, setEmptied] = useState(() =>
    unread.emptyIn(keyOf(group)).filter(name => !known.includes(name)),
  );
  const last = useRef<readonly string[]>([]);
  const all = [...new Set([...otherMembers(raw, known), ...emptied])];
  // A member that is written anew comes last in the JSON, but its field keeps its place.
  const stays = last.current.filter(name => all.includes(name));
  const names = [...stays, ...all.filter(name => !stays.includes(name))];
  useLayoutEffect(() => {
    last.current = names;
  });
  return {
    names,
    written: (name, value) => {
      const others = emptied.filter(each => each !== name);
      setEmptied(value === undefined ? [...others, name] : others);
    },
    removed: name => {
      setEmptied(emptied.filter(each => each !== name));
      unread.forget(keyOf(otherField(group, name)));
    },
  };
}
