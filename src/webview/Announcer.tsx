import type { ExchangeView } from '../protocol';
import { plainText } from './textParts';
import { useSeconds } from './useSeconds';
import { fill, speakSeconds, t } from './words';

interface AnnouncerProps {
  readonly exchange: ExchangeView | undefined;
  /** Said instead of the run's own sentence: the answer to what the person has just done. */
  readonly said: string | undefined;
}

/** What a screen reader says about the run. A countdown is not said each second. */
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
    case 'asking':
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

/** "429. Waiting 12 seconds, attempt 2 of 6." Short: the next step of the countdown interrupts what is said. */
function waitSentence(
  { attempts }: ExchangeView,
  phase: Extract<ExchangeView['phase'], { kind: 'waiting' }>,
  seconds: number,
): string {
  const whole = Math.ceil(phase.ms / 1000);
  const left = spoken(seconds, whole);
  const { attempt } = phase;
  const label = attempts.at(-1)?.label;
  const text =
    attempt === undefined
      ? fill(phase.text, [speakSeconds(left)])
      : t('Waiting {0}, attempt {1} of {2}.', speakSeconds(left), attempt.next, attempt.of);
  return [
    ...(label === undefined ? [] : [`${label}.`]),
    text,
    // The reason is said once, at the start of the wait.
    ...(phase.stopFirst && left === whole ? [phase.reason] : []),
  ].join(' ');
}

/** Seconds as they are said: the whole wait, then each minute, and in the last minute each ten seconds. */
function spoken(seconds: number, whole: number): number {
  const step = seconds > 60 ? 60 : 10;
  return Math.min(Math.ceil(seconds / step) * step, whole);
}
