import type { ExchangeView } from '../protocol';
import { useSeconds } from './useSeconds';
import { fill, formatSeconds } from './words';

/** The one line that a screen reader hears about the run; a countdown speaks every ten seconds at most. */
export function Announcer({ exchange }: { exchange: ExchangeView | undefined }) {
  const until = exchange?.phase.kind === 'waiting' ? exchange.phase.until : undefined;
  const seconds = useSeconds(until);
  return (
    <div class="spoken" role="status" aria-live="polite">
      {exchange === undefined ? '' : sentence(exchange, seconds)}
    </div>
  );
}

function sentence({ phase, status, card, figures }: ExchangeView, seconds: number): string {
  switch (phase.kind) {
    case 'running':
      return phase.text;
    case 'waiting':
      return fill(phase.text, [formatSeconds(spoken(seconds, phase.ms))]);
    case 'settled':
      return [status?.text, status?.meaning, card?.title, figures.join(', ')]
        .filter(Boolean)
        .join('. ');
  }
}

/** The wait as it began, then its tens. */
function spoken(seconds: number, waitMs: number): number {
  const tens = Math.ceil(seconds / 10) * 10;
  return Math.min(tens, Math.ceil(waitMs / 1000));
}
