import type { FileView } from '../../protocol';
import { formatNumber, t } from '../words';
import type { ControlProps } from './controlProps';

/** The host opens the dialog and keeps the bytes; here are only name and size. */
export function FileChoice(
  props: ControlProps & { readonly file: FileView | undefined; readonly onPick: () => void },
) {
  const { id, describedBy, file, onPick, onChange } = props;
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
          <span class="name">{file.name}</span>
          <span class="muted">{t('{0} bytes', formatNumber(file.bytes))}</span>
          <button type="button" class="link" onClick={() => onChange(undefined)}>
            {t('Remove')}
          </button>
        </>
      )}
    </div>
  );
}
