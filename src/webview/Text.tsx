import { textParts } from './textParts';
import { t } from './words';

interface TextProps {
  readonly text: string;
  readonly query?: string;
  /** Characters that are drawn; the rest is only counted, so that a long text cannot slow the page down. */
  readonly limit?: number;
}

/** A text that others wrote: no markup, no hidden characters, and its direction does not affect what is around it. */
export function Text({ text, query, limit = 20_000 }: TextProps) {
  const rest = text.length - limit;
  return (
    <>
      <bdi>
        {textParts(rest > 0 ? text.slice(0, limit) : text, query).map((part, i) => {
          switch (part.kind) {
            case 'plain':
              return part.text;
            case 'hit':
              return <mark key={i}>{part.text}</mark>;
            case 'control':
              return (
                <span key={i} class="control">
                  {part.text}
                </span>
              );
          }
        })}
      </bdi>
      {rest > 0 && <span class="muted"> {t('… {0} more characters', rest)}</span>}
    </>
  );
}
