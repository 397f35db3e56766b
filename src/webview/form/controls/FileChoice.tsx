import type { FileView } from '../../../protocol';
import { formatNumber, t } from '../../words';
import { Text } from '../../Text';

interface FileChoiceProps {
  readonly id: string;
  readonly describedBy: string;
  readonly file: FileView | undefined;
  readonly onPick: () => void;
  readonly onRemove: () => void;
}

/** The host opens the dialog and keeps the bytes; here are only name and size. */
export function FileChoice({ id, describedBy, file, onPick, onRemove }: FileChoiceProps) {
  return (
    <div class="file">
      <button
        id={id}
        type="button"
        class="secondary"
        aria-describedby={describedBy}
        onClick={onPick}
      >
        {file === undefined ? t('Choose a file…') : t('Choose another file…')}
      </button>
      {file !== undefined && (
        <>
          <span class="name">
            <Text text={file.name} limit={200} />
          </span>
          <span class="muted">{t('{0} bytes', formatNumber(file.bytes))}</span>
          <button type="button" class="link" onClick={onRemove}>
            {t('Remove')}
          </button>
        </>
      )}
    </div>
  );
}
