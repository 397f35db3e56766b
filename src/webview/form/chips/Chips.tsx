import { useRef } from 'preact/hooks';
import { t } from '../../words';
import type { ControlProps } from '../controls/controlProps';
import { ChipInput } from './ChipInput';
import { ChipList } from './ChipList';
import { useChips } from './useChips';

/** The values of a list. Enter or a comma adds what is typed; Backspace in the empty box removes the last value. */
export function Chips(props: ControlProps) {
  const input = useRef<HTMLInputElement>(null);
  const chips = useChips(props, input);
  return (
    <div class="chips" title={t('Enter or a comma adds a value; write a comma in it as \\,')}>
      <ChipList
        label={props.field.label}
        entries={chips.entries}
        editing={chips.editing}
        onRemove={chips.remove}
        onEdit={chips.edit}
        onLeave={() => input.current?.focus()}
      />
      <ChipInput {...props} input={input} chips={chips} />
      <span class="spoken" role="status">
        {chips.said}
      </span>
    </div>
  );
}
