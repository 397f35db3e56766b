import type { TargetedEvent } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { scrollHeight, scrollTo, visibleRows, type Geometry } from './geometry';
import type { Rows } from './useRows';

interface Box {
  readonly current: HTMLElement | null;
}

/** Which rows are in view. Rows from `first` up to but without `last` are drawn; lengths are pixels. */
export interface Viewport {
  readonly first: number;
  readonly last: number;
  /** How far below the top of the scrolled element the first of them stands. */
  readonly top: number;
  /** Of the scrolled element. */
  readonly height: number;
  readonly rowHeight: number;
  /** Rows that Page Up and Page Down go over. */
  readonly page: number;
  readonly onScroll: (event: TargetedEvent<HTMLElement>) => void;
}

/** Follows the scrolling of the box, asks for the rows that come into view, and scrolls to a row that is to be seen. */
export function useViewport(box: Box, rows: Rows): Viewport {
  const [scrollTop, setScrollTop] = useState(0);
  const size = useSize(box);
  const geometry: Geometry = { rows: rows.total, ...size };
  const { first, last, top } = visibleRows(geometry, scrollTop);

  useEffect(() => rows.want(first, last));
  useEffect(() => {
    if (box.current === null || rows.revealed === 0) return;
    box.current.scrollTop = scrollTo(geometry, box.current.scrollTop, rows.active);
  }, [rows.revealed]);

  return {
    first,
    last,
    top,
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
