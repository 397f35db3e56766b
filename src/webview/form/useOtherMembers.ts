import { useContext, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { FormContext } from './formContext';
import { keyOf, memberFields, otherField, type FormField } from './formField';
import { otherMembers } from './rawEdit';
import type { Raw } from './rawValue';

interface OtherMemberNames {
  /** In the order in which their fields stand. */
  readonly names: readonly string[];
  /** To be told of each change of a member. */
  readonly written: (name: string, value: Raw) => void;
  /** To be told that the field of a member goes, with what was typed into it. */
  readonly removed: (name: string) => void;
}

/** The members of a group that its schema does not name: each keeps its place while it is emptied and written anew. */
export function useOtherMembers(group: FormField, raw: Raw): OtherMemberNames {
  const known = memberFields(group).map(({ label }) => label);
  const { unread } = useContext(FormContext);
  // Emptied by the person, who may be about to type something else there.
  const [emptied, setEmptied] = useState(() =>
    unread.emptyIn(keyOf(group)).filter(name => !known.includes(name)),
  );
  const last = useRef<readonly string[]>([]);
  const all = [...new Set([...otherMembers(raw, known), ...emptied])];
  // Written anew a member stands last in the JSON; its field stays where it is.
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
