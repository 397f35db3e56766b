import { useRef } from 'preact/hooks';
import { t } from '../words';
import { TreeRow } from './TreeRow';
import { moveOf } from './treeKeys';
import type { Rows } from './useRows';
import { useViewport, type Viewport } from './useViewport';

/** Draws only the rows on screen and some around them, however many there are. */
export function JsonTree({ rows, isTree }: { rows: Rows; isTree: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const viewport = useViewport(box, rows);
  const { drawn, height, page } = viewport;
  // After a folding, the rows drawn before it have other numbers.
  const isStale = drawn.generation !== rows.cache.generation;
  const isActiveDrawn = !isStale && drawn.rows[rows.active - drawn.first] !== undefined;
  return (
    <div
      class="tree"
      ref={box}
      role={isTree ? 'tree' : 'listbox'}
      aria-label={t('Body')}
      aria-busy={viewport.isBusy || undefined}
      aria-activedescendant={isActiveDrawn ? `row-${rows.active}` : undefined}
      tabIndex={0}
      onScroll={viewport.onScroll}
      onKeyDown={event => handleKey(event, rows, page)}
    >
      <div class="spacer" role="presentation" style={{ height: `${height}px` }}>
        <div role="presentation" style={{ height: `${drawn.top}px` }} />
        <DrawnRows rows={rows} viewport={viewport} isStale={isStale} isTree={isTree} />
      </div>
    </div>
  );
}

interface DrawnRowsProps {
  readonly rows: Rows;
  readonly viewport: Viewport;
  readonly isStale: boolean;
  readonly isTree: boolean;
}

/** In their place while that is in view; where the scrolling is faster than the drawing, they stay at its edge. */
function DrawnRows({ rows, viewport, isStale, isTree }: DrawnRowsProps) {
  const { drawn, reach, rowHeight } = viewport;
  const edge = `${-reach}px`;
  return (
    <div class="drawn" role="presentation" style={{ top: edge, bottom: edge }}>
      {drawn.rows.map((row, i) => (
        <TreeRow
          key={drawn.first + i}
          number={drawn.first + i}
          row={row}
          rows={rows}
          active={isStale ? drawn.active : rows.active}
          isStale={isStale}
          isTree={isTree}
          height={rowHeight}
        />
      ))}
    </div>
  );
}

/** Ctrl/Cmd+C copies the active row, unless text is selected. Other keys move or fold. */
function handleKey(event: KeyboardEvent, rows: Rows, page: number): void {
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && event.key === 'c' && getSelection()?.isCollapsed !== false) {
    event.preventDefault();
    rows.copy(rows.active);
    return;
  }
  if (isCommand || event.altKey) return;
  const move = moveOf(event.key, { ...rows, get: row => rows.cache.get(row), page });
  if (move === undefined) return;
  event.preventDefault();
  if ('toggle' in move) rows.toggle(move.toggle);
  else rows.activate(move.to);
}
