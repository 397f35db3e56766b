import { useContext } from 'preact/hooks';
import type { FileView } from '../../../protocol';
import { Text } from '../../Text';
import { formatNumber, t } from '../../words';
import { FormContext } from '../formContext';
import type { ControlProps } from './controlProps';

interface FileChoiceProps extends ControlProps {
  readonly file: FileView | undefined;
}

/** The extension opens the dialog and keeps the bytes; the page knows only name and size. */
export function FileChoice({ id, field, describedBy, write, file }: FileChoiceProps) {
  const { pickFile } = useContext(FormContext);
  return (
    <div class="file">
      <button
        id={id}
        type="button"
        class="secondary"
        aria-describedby={describedBy}
        onClick={() => pickFile(field.name)}
      >
        {file === undefined ? t('Choose a file…') : t('Choose another file…')}
      </button>
      {file !== undefined && (
        <>
          <span class="name">
            <Text text={file.name} limit={200} />
          </span>
          <span class="muted">{t('{0} bytes', formatNumber(file.bytes))}</span>
          <button type="button" class="link" onClick={() => write(undefined)}>
            {t('Remove')}
          </button>
        </>
      )}
    </div>
  );
}
