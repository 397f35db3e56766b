import { useRef } from 'preact/hooks';
import { t } from '../words';
import { TreeRow } from './TreeRow';
import { moveOf } from './treeKeys';
import type { Rows } from './useRows';
import { useViewport } from './useViewport';

/** Draws only the rows on screen and some around them, however many there are. */
export function JsonTree({ rows, isTree }: { rows: Rows; isTree: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const { drawn, isBusy, reach, height, rowHeight, page, onScroll } = useViewport(box, rows);
  // After a folding, the rows drawn before it have other numbers.
  const isStale = drawn.generation !== rows.cache.generation;
  const isActiveDrawn = !isStale && drawn.rows[rows.active - drawn.first] !== undefined;
  return (
    <div
      class="tree"
      ref={box}
      role={isTree ? 'tree' : 'listbox'}
      aria-label={t('Body')}
      aria-busy={isBusy || undefined}
      aria-activedescendant={isActiveDrawn ? `row-${rows.active}` : undefined}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={event => handleKey(event, rows, page)}
    >
      <div class="spacer" role="presentation" style={{ height: `${height}px` }}>
        <div role="presentation" style={{ height: `${drawn.top}px` }} />
        {/* In its place while that is in view; where the scrolling is faster than the drawing, it stays at the edge. */}
        <div
          class="drawn"
          role="presentation"
          style={{ top: `${-reach}px`, bottom: `${-reach}px` }}
        >
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
      </div>
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
