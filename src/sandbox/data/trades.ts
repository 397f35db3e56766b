import { building } from './trades/building';
import { care } from './trades/care';
import { computing } from './trades/computing';
import { making } from './trades/making';
import { office } from './trades/office';
import { outdoors } from './trades/outdoors';
import { service } from './trades/service';
import type { Trade } from './trades/trade';

const trades: readonly Trade[] = [
  ...computing,
  ...making,
  ...office,
  ...care,
  ...building,
  ...service,
  ...outdoors,
];

/** Every title with its trade, the titles of a trade side by side; a title that occurs often stands twice. */
export const posts: readonly { readonly title: string; readonly trade: Trade }[] = trades.flatMap(
  trade => trade.titles.map(title => ({ title, trade })),
);
