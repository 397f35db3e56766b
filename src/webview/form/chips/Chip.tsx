import type { TargetedKeyboardEvent } from 'preact';
import { kindOf } from '../../../core/request/jsonParts';
import { Text } from '../../Text';
import { plainText } from '../../textParts';
import { t } from '../../words';
import { showText } from '../rawValue';

interface ChipProps {
  /** A JSON value. */
  readonly entry: string;
  readonly isEditing: boolean;
  readonly isLast: boolean;
  readonly onRemove: () => void;
  readonly onEdit: () => void;
  /** Puts the focus into the text box. */
  readonly onLeave: () => void;
}

/** One value and its *Remove* button, which takes the focus and the keys. */
export function Chip(props: ChipProps) {
  const { entry, isEditing, isLast, onEdit } = props;
  const text = showText(entry);
  const isText = kindOf(entry) === 'string';
  return (
    <li
      class={`chip${isEditing ? ' editing' : ''}${isText ? '' : ' raw'}`}
      onKeyDown={event => handleKey(event, props)}
    >
      <span class="chipText" onDblClick={onEdit}>
        {text === '' ? <i>{t('empty text')}</i> : <Text text={text} limit={200} />}
      </span>
      <button
        type="button"
        class="icon remove"
        tabIndex={isLast ? 0 : -1}
        aria-label={t('Remove {0}', plainText(text, 120) || t('empty text'))}
        onClick={event => {
          const item = event.currentTarget.closest('li');
          if (item) remove(item, props);
        }}
      >
        <i class="codicon codicon-close" aria-hidden="true" />
      </button>
    </li>
  );
}

function handleKey(event: TargetedKeyboardEvent<HTMLLIElement>, props: ChipProps): void {
  const item = event.currentTarget;
  switch (event.key) {
    case 'ArrowLeft':
      focusIn(item.previousElementSibling);
      break;
    case 'ArrowRight':
      if (!focusIn(item.nextElementSibling)) props.onLeave();
      break;
    case 'Home':
      focusIn(item.parentElement?.firstElementChild);
      break;
    case 'End':
      props.onLeave();
      break;
    case 'F2':
      props.onEdit();
      break;
    case 'Delete':
    case 'Backspace':
      remove(item, props);
      break;
    default:
      return;
  }
  event.preventDefault();
}

/** The next value takes this one's place and its focus; before the last one goes, the focus moves to its neighbour. */
function remove(item: Element, { isLast, onLeave, onRemove }: ChipProps): void {
  if (isLast && !focusIn(item.previousElementSibling)) onLeave();
  onRemove();
}

function focusIn(item: Element | null | undefined): boolean {
  const button = item?.querySelector<HTMLElement>('.remove');
  button?.focus();
  return button !== null && button !== undefined;
}
