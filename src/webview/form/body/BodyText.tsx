import type { RefObject } from 'preact';
import type { FindingView } from '../../../protocol';
import { Findings } from '../Findings';

interface BodyTextProps {
  readonly id: string;
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly findings: readonly FindingView[];
  readonly write: (text: string) => void;
}

/** The body as JSON text. */
export function BodyText({ id, box, text, findings, write }: BodyTextProps) {
  return (
    <>
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
        onInput={event => write(event.currentTarget.value)}
      />
      <Findings id={`${id}-findings`} findings={findings} />
    </>
  );
}
