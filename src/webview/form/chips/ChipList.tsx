import { plainText } from '../../textParts';
import { t } from '../../words';
import { Chip } from './Chip';

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

/** Values that are drawn; nobody looks through more. */
const most = 200;

/** One stop for Tab: arrows move through the values, Delete removes one, F2 edits it. */
export function ChipList({ label, entries, editing, onRemove, onEdit, onLeave }: ChipListProps) {
  if (entries.length === 0) return null;
  const shown = entries.slice(0, most);
  return (
    <ul class="chipList" aria-label={t('Values of {0}', plainText(label, 120))}>
      {shown.map((entry, i) => (
        <Chip
          key={i}
          entry={entry}
          isEditing={i === editing}
          isLast={i === shown.length - 1}
          onRemove={() => onRemove(i)}
          onEdit={() => onEdit(i)}
          onLeave={onLeave}
        />
      ))}
      {entries.length > most && <li class="muted">{t('and {0} more', entries.length - most)}</li>}
    </ul>
  );
}
