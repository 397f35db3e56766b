import type { AttemptView, ExchangeView } from '../protocol';

/** A stretch of time, from the start of the first attempt. Milliseconds. */
export interface Span {
  readonly fromMs: number;
  readonly ms: number;
}

export interface TimelineRow {
  readonly attempt: AttemptView;
  readonly sent: Span;
  /** As long as it took where *Send now* ended it early, else as planned. */
  readonly wait?: Span;
}

export interface Timeline {
  readonly rows: readonly TimelineRow[];
  /** The attempt that is out; its answer is not here yet. */
  readonly running?: { readonly number: number; readonly sent: Span };
  /** What the picture is wide: past, and the rest of the present wait. */
  readonly scaleMs: number;
  readonly spentMs: number;
}

/** Clocks of two attempts may differ by this much from the measured wait without anybody having cut it short. */
const clockGrainMs = 250;

/** Where each attempt and each wait stands. Pure; `now` in epoch milliseconds matters while the run is on. */
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
  // Stopped in the middle of it: how much of it passed is not known.
  if (next === undefined) return isOver ? 0 : planned;
  const measured =
    Date.parse(next.startedAt) - Date.parse(attempt.startedAt) - span(attempt.durationMs);
  return measured >= 0 && measured < planned - clockGrainMs ? measured : planned;
}

const span = (ms: number): number => (ms > 0 && Number.isFinite(ms) ? ms : 0);
