import { useRef } from 'preact/hooks';
import type { Row } from '../../core/body/rows';
import type { Span, visibleRows } from './geometry';
import type { Rows } from './useRows';

/** The rows that are drawn. */
export interface Drawn extends Span {
  /** From `first` on; undefined where one is not here. */
  readonly rows: readonly (Row | undefined)[];
  readonly active: number;
  readonly generation: object;
  /** Distance of the first row from the top of the scrolled element, in pixels. */
  readonly top: number;
}

/**
 * The rows of a place, or where those in view are still on their way, the rows drawn last: the tree holds them in view,
 * so that there is something to read, and they keep their own numbers.
 */
export function useDrawn(rows: Rows, place: ReturnType<typeof visibleRows>): Drawn {
  const drawn = useRef<Drawn>(undefined);
  const { first, last, top, seen } = place;
  const { cache, active } = rows;
  if (drawn.current === undefined || cache.has(seen.first, seen.last)) {
    const { generation } = cache;
    const shown = Array.from({ length: last - first }, (_, i) => cache.get(first + i));
    drawn.current = { first, last, rows: shown, active, generation, top };
  }
  return drawn.current;
}
