import type { TargetedEvent } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { scrollHeight, scrollTo, visibleRows, type Geometry } from './geometry';
import { useDrawn, type Drawn } from './useDrawn';
import type { Rows } from './useRows';

interface Box {
  readonly current: HTMLElement | null;
}

/** Lengths are in pixels. */
export interface Viewport {
  readonly drawn: Drawn;
  /** The rows in view are on their way: those drawn are of another place, or of before a folding. */
  readonly isBusy: boolean;
  /** How far the drawn rows may reach out of view at one end while there are none beyond them at the other. */
  readonly reach: number;
  /** Height of the scrolled element. */
  readonly height: number;
  readonly rowHeight: number;
  /** Rows that Page Up and Page Down move by. */
  readonly page: number;
  readonly onScroll: (event: TargetedEvent<HTMLElement>) => void;
}

/** Follows the scrolling of the box, asks for the rows in view, and scrolls to the active row when it is revealed. */
export function useViewport(box: Box, rows: Rows): Viewport {
  const [scrollTop, setScrollTop] = useState(0);
  const size = useSize(box);
  const geometry: Geometry = { rows: rows.total, ...size };
  const place = visibleRows(geometry, scrollTop);
  const { first, last, seen } = place;
  const drawn = useDrawn(rows, place);

  // Before the frame is painted: after it, a fast view is somewhere else already.
  useLayoutEffect(() => rows.cache.want(first, last));
  useEffect(() => {
    if (box.current === null || rows.revealed === 0) return;
    box.current.scrollTop = scrollTo(geometry, box.current.scrollTop, rows.active);
  }, [rows.revealed]);

  return {
    drawn,
    isBusy: !rows.cache.has(seen.first, seen.last),
    reach: Math.max(0, drawn.rows.length * size.rowHeight - size.viewport),
    height: scrollHeight(geometry),
    rowHeight: size.rowHeight,
    page: Math.max(1, Math.floor(size.viewport / size.rowHeight) - 1),
    onScroll: event => setScrollTop(event.currentTarget.scrollTop),
  };
}

/** Height of the box and of a row, which follows the editor's font. */
function useSize(box: Box): Omit<Geometry, 'rows'> {
  const [size, setSize] = useState({ rowHeight: 20, viewport: 600 });
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = () => {
      const font = parseFloat(getComputedStyle(element).fontSize) || 13;
      setSize({ rowHeight: Math.round(font * 1.5), viewport: element.clientHeight });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return size;
}
