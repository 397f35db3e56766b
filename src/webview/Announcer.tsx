import type { ExchangeView } from '../protocol';
import { plainText } from './textParts';
import { useSeconds } from './useSeconds';
import { fill, speakSeconds } from './words';

interface AnnouncerProps {
  readonly exchange: ExchangeView | undefined;
  /** Goes before what there is to say of the run: the answer to what the person has just done. */
  readonly said: string | undefined;
}

/** The one line that a screen reader hears about the run; a countdown speaks every ten seconds at most. */
export function Announcer({ exchange, said }: AnnouncerProps) {
  const until = exchange?.phase.kind === 'waiting' ? exchange.phase.until : undefined;
  const seconds = useSeconds(until);
  return (
    <div class="spoken" role="status" aria-live="polite">
      {plainText(said ?? (exchange === undefined ? '' : sentence(exchange, seconds)))}
    </div>
  );
}

function sentence(exchange: ExchangeView, seconds: number): string {
  const { phase, status, card, figures } = exchange;
  switch (phase.kind) {
    case 'running':
      return phase.text;
    case 'waiting':
      return waitSentence(exchange, phase, seconds);
    case 'settled':
      return [status?.text, status?.meaning, card?.title, figures.join(', ')]
        .filter(Boolean)
        .join('. ');
  }
}

/** "429. Rate limit: waiting 12 seconds, then attempt 2 of 6." */
function waitSentence(
  { attempts }: ExchangeView,
  phase: Extract<ExchangeView['phase'], { kind: 'waiting' }>,
  seconds: number,
): string {
  const said = spoken(seconds, phase.ms);
  const text = fill(phase.text, [speakSeconds(said)]);
  const label = attempts.at(-1)?.label;
  const isNew = said === Math.ceil(phase.ms / 1000);
  return [
    ...(label === undefined || text.includes(label) ? [] : [`${label}.`]),
    text,
    // Once is enough; the countdown goes on without it.
    ...(phase.stopFirst && isNew ? [phase.reason] : []),
  ].join(' ');
}

/** The wait as it began, then its tens. */
function spoken(seconds: number, waitMs: number): number {
  const tens = Math.ceil(seconds / 10) * 10;
  return Math.min(tens, Math.ceil(waitMs / 1000));
}
