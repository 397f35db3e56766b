import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../words';
import { scrollHeight, scrollTo, visibleRows, type Geometry } from './geometry';
import { TreeRow } from './TreeRow';
import { moveOf } from './treeKeys';
import type { Rows } from './useRows';

/** Draws the rows on screen and some around them, whatever their number. */
export function JsonTree({ rows, isTree }: { rows: Rows; isTree: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const size = useSize(box);
  const geometry: Geometry = { rows: rows.total, ...size };
  const { first, last, top } = visibleRows(geometry, scrollTop);

  useEffect(() => rows.want(first, last));
  useEffect(() => {
    if (box.current === null || rows.revealed === 0) return;
    box.current.scrollTop = scrollTo(geometry, box.current.scrollTop, rows.active);
  }, [rows.revealed]);

  const onKey = (event: KeyboardEvent) => {
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key === 'c' && getSelection()?.isCollapsed !== false) {
      event.preventDefault();
      rows.copy(rows.active);
      return;
    }
    if (isCommand || event.altKey) return;
    const page = Math.max(1, Math.floor(size.viewport / size.rowHeight) - 1);
    const move = moveOf(event.key, { ...rows, page });
    if (move === undefined) return;
    event.preventDefault();
    if ('toggle' in move) rows.toggle(move.toggle);
    else rows.activate(move.to);
  };
  const shown = Array.from({ length: last - first }, (_, i) => first + i);
  const isActiveDrawn = rows.active >= first && rows.active < last;
  return (
    <div
      class="tree"
      ref={box}
      role={isTree ? 'tree' : 'listbox'}
      aria-label={t('Body')}
      aria-activedescendant={isActiveDrawn ? `row-${rows.active}` : undefined}
      tabIndex={0}
      onScroll={event => setScrollTop(event.currentTarget.scrollTop)}
      onKeyDown={onKey}
    >
      <div class="spacer" role="presentation" style={{ height: `${scrollHeight(geometry)}px` }}>
        <div role="presentation" style={{ transform: `translateY(${top}px)` }}>
          {shown.map(i => (
            <TreeRow
              key={i}
              number={i}
              row={rows.get(i)}
              rows={rows}
              isTree={isTree}
              height={size.rowHeight}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Height of the box and of a row, which follows the editor's font. */
function useSize(box: { readonly current: HTMLElement | null }): Omit<Geometry, 'rows'> {
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
