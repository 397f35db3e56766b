import { useLayoutEffect, useId, useRef, useState } from 'preact/hooks';
import type { BodyView, DraftView, FindingView, OperationView } from '../../../protocol';
import { formatJson } from '../../../core/body/formatJson';
import { t } from '../../words';
import { BodyForm } from './BodyForm';
import { BodyText } from './BodyText';
import { readBody } from './readBody';
import { replaceText } from '../replaceText';
import type { ShownAction, ShownFields } from '../shownFields';

export interface BodyFieldProps {
  readonly body: NonNullable<OperationView['body']>;
  readonly draft: DraftView;
  readonly findings: readonly FindingView[];
  readonly view: BodyView;
  readonly onView: (view: BodyView) => void;
  readonly shown: ShownFields;
  readonly change: (action: ShownAction) => void;
  readonly onChange: (body: string) => void;
  readonly onEdit: () => void;
}

/** The body: one text, seen as a form or as JSON. */
export function BodyField(props: BodyFieldProps) {
  const { body, draft, findings, view, onView, shown, change, onChange, onEdit } = props;
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<number>();
  const text = draft.body ?? '';
  const formatted = view === 'json' ? formatJson(text) : undefined;
  const isEmpty = view === 'form' && readsEmpty(text);
  useLayoutEffect(() => {
    if (caret === undefined || box.current === null) return;
    box.current.focus();
    box.current.setSelectionRange(caret, caret);
    setCaret(undefined);
  }, [caret, view]);

  const write = (next: string | undefined) => {
    if (next === undefined || next === text) return;
    if (box.current === null) onChange(next);
    else replaceText(box.current, next);
  };
  const name = (
    <>
      <span class="name">{t('Body')}</span>
      {body.required && <span class="required"> {t('required')}</span>}
    </>
  );
  return (
    <div class="field body" data-field="body" role="group" aria-label={t('Body')}>
      <div class="bodyHead">
        {view === 'json' ? <label for={id}>{name}</label> : <span>{name}</span>}
        <span class="views" role="group" aria-label={t('Body as')}>
          {(['form', 'json'] as const).map(each => (
            <button
              key={each}
              type="button"
              aria-pressed={each === view}
              onClick={() => onView(each)}
            >
              {each === 'form' ? t('Form') : t('JSON')}
            </button>
          ))}
        </span>
        <span class="grow" />
        <button type="button" class="link" onClick={onEdit}>
          {t('Edit in editor')}
        </button>
        {view === 'json' && (
          <button
            type="button"
            class="link"
            disabled={formatted === undefined || formatted === text}
            onClick={() => write(formatted)}
          >
            {t('Format')}
          </button>
        )}
        {(view === 'json' || isEmpty) && (
          <button
            type="button"
            class="link"
            disabled={body.example === '' || body.example === text}
            onClick={() => write(body.example)}
          >
            {t('Insert example')}
          </button>
        )}
      </div>
      {view === 'json' ? (
        <BodyText id={id} box={box} text={text} findings={findings} write={onChange} />
      ) : (
        <BodyForm
          body={body}
          text={text}
          findings={findings}
          shown={shown}
          change={change}
          write={onChange}
          onJson={position => {
            setCaret(position);
            onView('json');
          }}
        />
      )}
    </div>
  );
}

/** Nothing is lost by putting something in its place. */
function readsEmpty(text: string): boolean {
  const content = readBody(text);
  return content.kind === 'members' && /^\{\s*\}$/.test(content.raw);
}
