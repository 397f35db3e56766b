import { formatJson } from '../../../core/body/formatJson';
import type { BodyView, OperationView } from '../../../protocol';
import { t } from '../../words';
import { readBody } from './readBody';

interface BodyHeadProps {
  /** Id of the text box. */
  readonly id: string;
  readonly body: NonNullable<OperationView['body']>;
  readonly text: string;
  readonly view: BodyView;
  readonly onView: (view: BodyView) => void;
  readonly onEdit: () => void;
  /** Replaces the whole text. */
  readonly onReplace: (text: string) => void;
}

/** The name of the body, the switch between form and JSON, and what can be done with the whole body. */
export function BodyHead({ id, body, text, view, onView, onEdit, onReplace }: BodyHeadProps) {
  const isJson = view === 'json';
  return (
    <div class="bodyHead">
      {isJson ? (
        <label for={id}>
          <Name required={body.required} />
        </label>
      ) : (
        <span>
          <Name required={body.required} />
        </span>
      )}
      <ViewSwitch view={view} onView={onView} />
      <span class="grow" />
      <button type="button" class="link" onClick={onEdit}>
        {t('Edit in editor')}
      </button>
      {isJson && <FormatButton text={text} onReplace={onReplace} />}
      {(isJson || readsEmpty(text)) && (
        <button
          type="button"
          class="link"
          disabled={body.example === '' || body.example === text}
          onClick={() => onReplace(body.example)}
        >
          {t('Insert example')}
        </button>
      )}
    </div>
  );
}

function Name({ required }: { readonly required: boolean }) {
  return (
    <>
      <span class="name">{t('Body')}</span>
      {required && <span class="required"> {t('required')}</span>}
    </>
  );
}

function ViewSwitch({ view, onView }: Pick<BodyHeadProps, 'view' | 'onView'>) {
  return (
    <span class="views" role="group" aria-label={t('Body as')}>
      {(['form', 'json'] as const).map(each => (
        <button key={each} type="button" aria-pressed={each === view} onClick={() => onView(each)}>
          {each === 'form' ? t('Form') : t('JSON')}
        </button>
      ))}
    </span>
  );
}

function FormatButton({ text, onReplace }: Pick<BodyHeadProps, 'text' | 'onReplace'>) {
  const formatted = formatJson(text);
  return (
    <button
      type="button"
      class="link"
      disabled={formatted === undefined || formatted === text}
      onClick={() => formatted !== undefined && onReplace(formatted)}
    >
      {t('Format')}
    </button>
  );
}

/** Whether the body can be replaced without losing anything. */
function readsEmpty(text: string): boolean {
  const content = readBody(text);
  return content.kind === 'members' && /^\{\s*\}$/.test(content.raw);
}
