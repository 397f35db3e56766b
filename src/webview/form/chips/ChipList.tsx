import type { TargetedKeyboardEvent } from 'preact';
import { kindOf } from '../../../core/request/jsonParts';
import { Text } from '../../Text';
import { plainText } from '../../textParts';
import { t } from '../../words';
import { showText } from '../rawValue';

interface ChipListProps {
  readonly label: string;
  /** JSON values. */
  readonly entries: readonly string[];
  readonly editing: number | undefined;
  readonly onRemove: (position: number) => void;
  readonly onEdit: (position: number) => void;
  /** Puts the focus into the text box. */
  readonly onLeave: () => void;
}

/** As many as anybody looks through. */
const most = 200;

/** One stop for Tab: arrows go through the values, Delete takes one away, F2 edits it. */
export function ChipList({ label, entries, editing, onRemove, onEdit, onLeave }: ChipListProps) {
  if (entries.length === 0) return null;
  const shown = entries.slice(0, most);
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLLIElement>, position: number) => {
    const item = event.currentTarget;
    switch (event.key) {
      case 'ArrowLeft':
        focusIn(item.previousElementSibling);
        break;
      case 'ArrowRight':
        if (!focusIn(item.nextElementSibling)) onLeave();
        break;
      case 'Home':
        focusIn(item.parentElement?.firstElementChild);
        break;
      case 'End':
        onLeave();
        break;
      case 'F2':
        onEdit(position);
        break;
      case 'Delete':
      case 'Backspace':
        remove(item, position);
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  /** The focus goes on to the neighbour that takes its place. */
  const remove = (item: Element, position: number) => {
    const isLast = position === shown.length - 1;
    if (isLast && !focusIn(item.previousElementSibling)) onLeave();
    onRemove(position);
  };
  return (
    <ul class="chipList" aria-label={t('Values of {0}', plainText(label, 120))}>
      {shown.map((entry, i) => {
        const text = showText(entry);
        const isText = kindOf(entry) === 'string';
        return (
          <li
            key={i}
            class={`chip${i === editing ? ' editing' : ''}${isText ? '' : ' raw'}`}
            onKeyDown={event => onKeyDown(event, i)}
          >
            <span class="chipText" onDblClick={() => onEdit(i)}>
              {text === '' ? <i>{t('empty text')}</i> : <Text text={text} limit={200} />}
            </span>
            <button
              type="button"
              class="icon remove"
              tabIndex={i === shown.length - 1 ? 0 : -1}
              aria-label={t('Remove {0}', plainText(text, 120) || t('empty text'))}
              onClick={event => {
                const item = event.currentTarget.closest('li');
                if (item) remove(item, i);
              }}
            >
              <i class="codicon codicon-close" aria-hidden="true" />
            </button>
          </li>
        );
      })}
      {entries.length > most && <li class="muted">{t('and {0} more', entries.length - most)}</li>}
    </ul>
  );
}

function focusIn(item: Element | null | undefined): boolean {
  const button = item?.querySelector<HTMLElement>('.remove');
  button?.focus();
  return button !== null && button !== undefined;
}
