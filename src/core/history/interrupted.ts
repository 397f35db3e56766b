import { findOperation } from '../catalog/catalog';
import { diagnose } from '../diagnosis/diagnose';
import { isUncertain, type Exchange } from '../exchange';
import { orAbsent } from '../common/orAbsent';
import { operationClass } from '../catalog/operationClass';
import type { HistoryRow } from './row';

/** A day: longer than any scheduled wait. */
const longestRunMs = 86_400_000;

export interface Surroundings {
  readonly window: { readonly pid: number; readonly id: string };
  /** Whether a process is alive, for rows that another window began. */
  readonly alive: (pid: number) => boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

interface Begun extends Pick<HistoryRow, 'owner'> {
  readonly exchange: Pick<Exchange, 'startedAt'>;
}

/** Whether the window that began a run is still there to end it. */
export function goesOn({ owner, exchange }: Begun, { window, alive, now }: Surroundings): boolean {
  if (owner.pid === window.pid) return owner.window === window.id;
  // The id of a process is given to another one some day; no run goes on for that long.
  return alive(owner.pid) && now() - Date.parse(exchange.startedAt) < longestRunMs;
}

/** Ends a run whose window closed. Its last state and its attempts tell whether it may have reached the server. */
export function interrupted(row: HistoryRow, failed: (fault: unknown) => void): HistoryRow {
  const { exchange } = row;
  const operation = findOperation(exchange.operationId);
  const kind = operation ? operationClass(operation) : 'creates';
  const sent = exchange.outcome.kind === 'running' || exchange.attempts.some(isUncertain(kind));
  const outcome: Exchange['outcome'] = { kind: 'interrupted', sent };
  const cut = { ...exchange, outcome };
  // A row that cannot be diagnosed must not keep the others from being read.
  const diagnosis =
    operation && orAbsent(() => diagnose(cut, operation, new Uint8Array(), row.draft), failed);
  return { ...row, exchange: { ...cut, ...(diagnosis && { diagnosis }) } };
}
