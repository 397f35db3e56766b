import { useId, useRef } from 'preact/hooks';
import type { DraftView, FindingView, OperationView } from '../../protocol';
import { formatJson } from '../../core/body/formatJson';
import { t } from '../words';
import { Findings } from './Findings';

export interface BodyFieldProps {
  readonly body: NonNullable<OperationView['body']>;
  readonly draft: DraftView;
  readonly findings: readonly FindingView[];
  readonly onChange: (body: string) => void;
}

export function BodyField({ body, draft, findings, onChange }: BodyFieldProps) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const text = draft.body ?? '';
  const formatted = formatJson(text);
  const write = (next: string | undefined) => {
    if (next === undefined || box.current === null) return;
    if (next !== text) replaceText(box.current, next);
  };
  return (
    <div class="field body" data-field="body">
      <div class="bodyHead">
        <label for={id}>
          <span class="name">{t('Body')}</span>
          <span class="required"> JSON{body.required && <>, {t('required')}</>}</span>
        </label>
        <span class="grow" />
        <button
          type="button"
          class="link"
          disabled={formatted === undefined || formatted === text}
          onClick={() => write(formatted)}
        >
          {t('Format')}
        </button>
        <button
          type="button"
          class="link"
          disabled={body.example === '' || body.example === text}
          onClick={() => write(body.example)}
        >
          {t('Insert example')}
        </button>
      </div>
      <textarea
        id={id}
        ref={box}
        class="code"
        rows={Math.min(24, Math.max(4, text.split('\n').length + 1))}
        value={text}
        aria-describedby={`${id}-findings`}
        aria-invalid={findings.length > 0}
        autocomplete="off"
        spellcheck={false}
        onInput={event => onChange(event.currentTarget.value)}
      />
      <Findings id={`${id}-findings`} findings={findings} />
    </div>
  );
}

/** As if typed over the whole text, so that it can be undone and the `input` event tells of it. */
function replaceText(box: HTMLTextAreaElement, text: string): void {
  box.focus();
  box.select();
  // The only way to write into a text box that its undo knows; deprecated without a successor.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand('insertText', false, text);
}
