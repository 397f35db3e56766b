import { mostRows } from '../../protocol';
import type { Span } from './geometry';

/** Rows are kept and asked for in pages of this many. */
export const pageRows = 50;
const mostPages = mostRows / pageRows;

/** Where the person looks, and how they got there. All numbers are rows. */
interface View extends Span {
  readonly total: number;
  /** How far the view moves until an answer comes: below 0 for up, 0 at rest. */
  readonly lead: number;
}

interface Window {
  readonly from: number;
  readonly count: number;
}

/**
 * The rows to ask for next: of those in view and those that come into view next, the first that are missing.
 * @param isMissing whether a page is neither here nor on its way
 * @returns undefined where none is missing
 */
export function nextWindow(
  { first, last, total, lead }: View,
  isMissing: (page: number) => boolean,
): Window | undefined {
  // Rows that are out of view when they come are of no use: so fast a view is met where it will be by then.
  const ahead = Math.abs(lead) > mostRows ? lead : 0;
  const shift = Math.max(-first, Math.min(ahead, Math.max(0, total - last)));
  const top = first + shift - (lead < 0 ? mostRows : 0);
  const end = last + shift + (lead > 0 ? mostRows : 0);
  const low = Math.floor(Math.max(0, top) / pageRows);
  const high = Math.ceil(Math.min(total, end) / pageRows) - 1;
  const step = lead < 0 ? -1 : 1;
  let page = lead < 0 ? high : low;
  while (page >= low && page <= high && !isMissing(page)) page += step;
  if (page < low || page > high) return undefined;
  let pages = 1;
  // Where there is a direction, a call is worth its while: it takes as many rows as it may.
  const [least, most] = lead === 0 ? [low, high] : [0, Math.ceil(total / pageRows) - 1];
  const isNext = (other: number) => other >= least && other <= most && isMissing(other);
  while (pages < mostPages && isNext(page + pages * step)) pages++;
  const from = (lead < 0 ? page - pages + 1 : page) * pageRows;
  return { from, count: pages * pageRows };
}
