import type { BodyModel } from '../../core/body/bodyModel';
import type { Row } from '../../core/body/rows';
import { mostRows } from '../../protocol';

/** Bytes of JSON that the first rows may add to the message about a run. */
const mostBytes = 64_000;
/** Rows made at a time: long rows fill the message soon, and those after them would be made in vain. */
const atATime = 25;

/** The rows at the top of a body that go to the page together with the run: as many as fit into one message. */
export function firstRows(body: Pick<BodyModel, 'rows'>): readonly Row[] {
  const first: Row[] = [];
  // The brackets of the list, then each row with its comma.
  let bytes = 2;
  while (first.length < mostRows) {
    const next = body.rows(first.length, Math.min(atATime, mostRows - first.length));
    for (const row of next) {
      bytes += Buffer.byteLength(JSON.stringify(row)) + 1;
      if (bytes > mostBytes) return first;
      first.push(row);
    }
    if (next.length < atATime) return first;
  }
  return first;
}
