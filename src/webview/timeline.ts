import type { AttemptView, ExchangeView } from '../protocol';

/** A stretch of time in milliseconds; `fromMs` counts from the start of the first attempt. */
export interface Span {
  readonly fromMs: number;
  readonly ms: number;
}

export interface TimelineRow {
  readonly attempt: AttemptView;
  readonly sent: Span;
  /** As long as it was planned, or shorter where *Send now* ended it early. */
  readonly wait?: Span;
}

export interface Timeline {
  readonly rows: readonly TimelineRow[];
  /** The attempt whose answer has not come yet. */
  readonly running?: { readonly number: number; readonly sent: Span };
  /** The width of the picture: the time that has passed, and what is left of the present wait. */
  readonly scaleMs: number;
  readonly spentMs: number;
}

/** A wait that seems shorter than planned by at most this (ms) is taken for whole: clocks are not that exact. */
const clockGrainMs = 250;

/** Where each attempt and each wait stands. `now` (epoch milliseconds) matters only until the run has ended. */
export function timelineOf(
  { attempts, phase }: Pick<ExchangeView, 'attempts' | 'phase'>,
  now: number,
): Timeline {
  const rows: TimelineRow[] = [];
  let end = 0;
  attempts.forEach((attempt, i) => {
    const sent = { fromMs: end, ms: span(attempt.durationMs) };
    end += sent.ms;
    const ms = waitOf(attempt, attempts[i + 1], phase.kind === 'settled');
    rows.push({ attempt, sent, ...(ms > 0 && { wait: { fromMs: end, ms } }) });
    end += ms;
  });
  switch (phase.kind) {
    case 'asking':
    case 'settled':
      return { rows, scaleMs: end, spentMs: end };
    case 'waiting': {
      const left = Math.min(span(Date.parse(phase.until) - now), rows.at(-1)?.wait?.ms ?? 0);
      return { rows, scaleMs: end, spentMs: end - left };
    }
    case 'running': {
      const start = Date.parse(attempts[0]?.startedAt ?? phase.since);
      const sent = { fromMs: end, ms: span(now - start - end) };
      const total = end + sent.ms;
      return {
        rows,
        running: { number: attempts.length + 1, sent },
        scaleMs: total,
        spentMs: total,
      };
    }
  }
}

function waitOf(attempt: AttemptView, next: AttemptView | undefined, isOver: boolean): number {
  const planned = span(attempt.waitMs ?? 0);
  // The run was stopped during the wait, and how much of it had passed is not known.
  if (next === undefined) return isOver ? 0 : planned;
  const measured =
    Date.parse(next.startedAt) - Date.parse(attempt.startedAt) - span(attempt.durationMs);
  return measured >= 0 && measured < planned - clockGrainMs ? measured : planned;
}

const span = (ms: number): number => (ms > 0 && Number.isFinite(ms) ? ms : 0);
