import { useRef } from 'preact/hooks';
import type { Row } from '../../core/body/rows';
import type { Span } from './geometry';
import type { Rows } from './useRows';

/** The rows that are drawn. */
export interface Drawn extends Span {
  /** From `first` on; undefined where one is not here. */
  readonly rows: readonly (Row | undefined)[];
  readonly active: number;
  readonly generation: object;
  /** Distance of the first row from the scroll position, in pixels; mostly below 0. */
  readonly shift: number;
}

/**
 * The rows of a place, or where those in view are still on their way, the rows drawn last: they move along with the
 * view, so that there is something to read, and keep their own numbers.
 * @param shift as in {@link Drawn}
 */
export function useDrawn(rows: Rows, place: Span & { readonly seen: Span }, shift: number): Drawn {
  const last = useRef<Drawn>(undefined);
  const { seen } = place;
  const { cache, active } = rows;
  if (last.current === undefined || cache.has(seen.first, seen.last)) {
    const { generation } = cache;
    const shown = Array.from({ length: place.last - place.first }, (_, i) =>
      cache.get(place.first + i),
    );
    const { first } = place;
    last.current = { first, last: place.last, rows: shown, active, generation, shift };
  }
  return last.current;
}
