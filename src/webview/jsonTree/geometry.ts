/**
 * Pixels. Browsers clip an element above about 16 million; where the rows are taller than this, one pixel of scrolling
 * stands for more than one pixel of rows.
 */
export const tallest = 8_000_000;

export interface Geometry {
  readonly rows: number;
  readonly rowHeight: number;
  readonly viewport: number;
}

/** Height of the scrolled element, in pixels. */
export const scrollHeight = ({ rows, rowHeight }: Geometry): number =>
  Math.min(rows * rowHeight, tallest);

/** How many pixels of rows one pixel of scrolling moves: 1, unless the list is too tall. */
function scale(g: Geometry): number {
  const scrollable = scrollHeight(g) - g.viewport;
  return scrollable <= 0 ? 1 : Math.max(1, (g.rows * g.rowHeight - g.viewport) / scrollable);
}

/** Rows from `first` up to, not including, `last`. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** The rows to draw, the distance of the first of them from the top of the scrolled element, and those of them in view. */
export function visibleRows(
  g: Geometry,
  scrollTop: number,
): Span & { readonly top: number; readonly seen: Span } {
  const offset = Math.max(0, scrollTop) * scale(g);
  const around = 8;
  const at = Math.floor(offset / g.rowHeight);
  const first = Math.max(0, at - around);
  const shown = Math.ceil(g.viewport / g.rowHeight) + 2 * around;
  const end = Math.ceil((offset + g.viewport) / g.rowHeight);
  return {
    first,
    last: Math.min(g.rows, first + shown),
    top: scrollTop - (offset - first * g.rowHeight),
    seen: { first: Math.min(at, g.rows), last: Math.min(end, g.rows) },
  };
}

/** The scroll position that brings the row into view: the present one if it is. A row far away comes to the middle. */
export function scrollTo(g: Geometry, scrollTop: number, row: number): number {
  const factor = scale(g);
  const offset = scrollTop * factor;
  const top = row * g.rowHeight;
  const bottom = top + g.rowHeight;
  if (top >= offset && bottom <= offset + g.viewport) return scrollTop;
  const isNear = top > offset - 3 * g.rowHeight && bottom < offset + g.viewport + 3 * g.rowHeight;
  const middle = top - (g.viewport - g.rowHeight) / 2;
  const wanted = !isNear ? middle : top < offset ? top : bottom - g.viewport;
  const most = g.rows * g.rowHeight - g.viewport;
  return Math.max(0, Math.min(wanted, most)) / factor;
}
