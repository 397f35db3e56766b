import type { RefObject } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { BodyView, DraftView, FindingView, OperationView } from '../../../protocol';
import { t } from '../../words';
import { replaceText } from '../replaceText';
import type { ShownAction, ShownFields } from '../shownFields';
import { BodyForm } from './BodyForm';
import { BodyHead } from './BodyHead';
import { BodyText } from './BodyText';

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

/** The body: one text, shown as a form or as JSON. */
export function BodyField(props: BodyFieldProps) {
  const { body, draft, findings, view, onView, shown, change, onChange } = props;
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const putCaret = useCaret(box, view);
  const text = draft.body ?? '';
  const replace = (next: string) => {
    if (next === text) return;
    if (box.current === null) onChange(next);
    else replaceText(box.current, next);
  };
  return (
    <div class="field body" data-field="body" role="group" aria-label={t('Body')}>
      <BodyHead {...props} id={id} text={text} onReplace={replace} />
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
            putCaret(position);
            onView('json');
          }}
        />
      )}
    </div>
  );
}

/** Focuses the box and puts the caret at a position of its text, as soon as the box is on screen. */
function useCaret(box: RefObject<HTMLTextAreaElement | null>, view: BodyView) {
  const [caret, setCaret] = useState<number>();
  useLayoutEffect(() => {
    if (caret === undefined || box.current === null) return;
    box.current.focus();
    box.current.setSelectionRange(caret, caret);
    setCaret(undefined);
  }, [caret, view]);
  return setCaret;
}
