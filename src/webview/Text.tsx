import { textParts } from './textParts';

/** Text that others wrote: no markup, no hidden characters, and its direction stays inside. */
export function Text({ text, query }: { text: string; query?: string }) {
  return (
    <bdi>
      {textParts(text, query).map((part, i) => {
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
  );
}
