import type { Row } from '../../core/body/rows';
import { Text } from '../Text';
import { t } from '../words';
import type { Rows } from './useRows';

interface TreeRowProps {
  readonly number: number;
  /** Undefined while it is being fetched. */
  readonly row: Row | undefined;
  readonly rows: Rows;
  /** The number of the row with the focus. */
  readonly active: number;
  /** A folding has moved the rows since this one was drawn: under its number there is another by now. */
  readonly isStale: boolean;
  readonly isTree: boolean;
  readonly height: number;
}

export function TreeRow(props: TreeRowProps) {
  const { number, row, rows, active, isStale, isTree, height } = props;
  const isActive = number === active;
  const size = { height: `${height}px`, lineHeight: `${height}px` };
  if (row === undefined) return <div class="row" role="presentation" style={size} />;
  const canOpen = row.open !== undefined;
  const onClick = () => {
    // Selecting text with the mouse also ends with a click, which must not fold the row.
    if (isStale || getSelection()?.isCollapsed === false) return;
    if (canOpen) rows.toggle(number);
    rows.activate(number);
  };
  return (
    <div
      id={`row-${number}`}
      class={isActive ? 'row active' : 'row'}
      role={isTree ? 'treeitem' : 'option'}
      aria-level={isTree ? row.depth + 1 : undefined}
      aria-expanded={row.open}
      aria-posinset={row.nth}
      aria-setsize={row.of}
      aria-selected={isActive}
      style={size}
      onClick={onClick}
    >
      {isTree && <span class="indent" style={{ width: `${Math.min(row.depth, 60) * 14}px` }} />}
      {isTree && <Twistie open={row.open} />}
      <KeyAndValue row={row} query={rows.found?.query ?? ''} />
    </div>
  );
}

function KeyAndValue({ row, query }: { row: Row; query: string }) {
  return (
    <>
      {row.key !== undefined && (
        <span class="key">
          <Text text={row.key} query={query} />
          <span class="colon">: </span>
        </span>
      )}
      <span class={row.kind}>
        <Text text={row.text} query={query} />
      </span>
      {row.count !== undefined && row.kind !== 'range' && (
        <span class="muted"> {countOf(row)}</span>
      )}
      {row.cut !== undefined && <span class="muted"> {t('… {0} more characters', row.cut)}</span>}
    </>
  );
}

function Twistie({ open }: { open: boolean | undefined }) {
  const icon = open === undefined ? '' : open ? 'codicon-chevron-down' : 'codicon-chevron-right';
  return <i class={`twistie codicon ${icon}`} aria-hidden="true" />;
}

function countOf({ kind, count = 0 }: Row): string {
  if (count === 0) return '';
  if (kind === 'object') return count === 1 ? t('1 member') : t('{0} members', count);
  return count === 1 ? t('1 item') : t('{0} items', count);
}
