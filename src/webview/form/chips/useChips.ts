import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { plainText } from '../../textParts';
import { t } from '../../words';
import type { ControlProps } from '../controls/controlProps';
import { entriesOf, withEntries, withEntry, withoutEntry } from '../rawEdit';
import { rawItem, showText } from '../rawValue';
import { readTyped, typedOf } from './chipText';

/** The values of a list, and the text that is being typed into it. */
export interface Chips {
  /** JSON values. */
  readonly entries: readonly string[];
  readonly text: string;
  /** Position of the value that is being edited: the text will replace it. */
  readonly editing: number | undefined;
  /** What a screen reader says about the last change. */
  readonly said: string;
  readonly type: (text: string) => void;
  /** Adds values, as they are meant and not as they are typed. The first replaces the value that is being edited. */
  readonly add: (values: readonly string[]) => void;
  /** Adds what is typed. */
  readonly commit: () => void;
  readonly remove: (position: number) => void;
  /** Puts a value into the text box. */
  readonly edit: (position: number) => void;
}

export function useChips(
  { field, raw, write }: Pick<ControlProps, 'field' | 'raw' | 'write'>,
  input: RefObject<HTMLInputElement | null>,
): Chips {
  const [text, setText] = useState('');
  const [editing, setEditing] = useState<number>();
  const [said, say] = useState('');
  const entries = entriesOf(raw);

  const add = (values: readonly string[]) => {
    const added = values.map(value => rawItem(value, field.schema.items));
    const [first, ...rest] = added;
    if (first === undefined) return;
    const isReplacing = editing !== undefined && raw !== undefined && editing < entries.length;
    write(
      isReplacing ? withEntries(withEntry(raw, editing, first), rest) : withEntries(raw, added),
    );
    setEditing(undefined);
    say(t('{0} added.', plainText(values.join(', '), 200)));
  };
  const commit = () => {
    const value = readTyped(text);
    setText('');
    if (value === undefined) setEditing(undefined);
    else add([value]);
  };
  const remove = (position: number) => {
    if (raw === undefined) return;
    say(t('{0} removed.', plainText(showText(entries[position]), 200)));
    setEditing(undefined);
    write(withoutEntry(raw, position));
  };
  const edit = (position: number) => {
    setEditing(position);
    setText(typedOf(showText(entries[position])));
    input.current?.focus();
  };
  return { entries, text, editing, said, type: setText, add, commit, remove, edit };
}
