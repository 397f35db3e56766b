import { answered, jobs, panel, request } from '../unit/panel/fixtures';
import type { Candidate } from './panelPages';

/** What was on screen while a body was scrolled. */
export interface Scrolled {
  readonly frames: number;
  /** Frames in which less than half of the view was rows with a text. */
  readonly blank: number;
  /** Frames in which the rows in view were those of the place that the frame before was scrolled to, or nearer. */
  readonly inPlace: number;
  /** Calls for rows. */
  readonly calls: number;
}

/** 8 MB, some 190,000 rows. */
const body = jobs(17_000);

/** Unfolds 8 MB and scrolls through it, 1,000 pixels a frame for 240 frames. */
export async function scroll(candidate: Candidate, tripMs: number): Promise<Scrolled> {
  const { page, host } = await candidate.open(panel({ request, exchange: answered }), body, tripMs);
  await page.getByRole('treeitem').first().waitFor();
  await page.getByRole('button', { name: 'Unfold all' }).click();
  await page
    .getByRole('treeitem', { name: /^website/ })
    .first()
    .waitFor();
  const before = host.called('body/rows').length;
  const [frames, blank, inPlace] = await page.evaluate<[number, number, number]>(script);
  await page.close();
  return { frames, blank, inPlace, calls: host.called('body/rows').length - before };
}

/** Text, since it runs in the page. What is counted in a frame is what that frame paints. */
const script = `new Promise(done => {
  const frames = 240;
  const step = 1000;
  const tree = document.querySelector('.tree');
  const rowHeight = document.querySelector('.row').getBoundingClientRect().height;
  let frame = 0;
  let blank = 0;
  let inPlace = 0;
  const count = () => {
    const box = tree.getBoundingClientRect();
    let filled = 0;
    let nearest = Infinity;
    for (const row of document.querySelectorAll('.row')) {
      const { top, bottom } = row.getBoundingClientRect();
      const seen = Math.min(bottom, box.bottom) - Math.max(top, box.top);
      if (seen <= 0 || row.textContent === '') continue;
      filled += seen;
      const number = Number(row.id.slice('row-'.length));
      nearest = Math.min(nearest, Math.abs(number * rowHeight - tree.scrollTop));
    }
    if (filled < tree.clientHeight / 2) blank++;
    else if (nearest <= step + tree.clientHeight) inPlace++;
  };
  const next = () => {
    tree.scrollTop += step;
    count();
    if (++frame < frames) requestAnimationFrame(next);
    else done([frames, blank, inPlace]);
  };
  requestAnimationFrame(next);
})`;
