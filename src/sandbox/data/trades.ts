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

/** All titles with their trades, grouped by trade. A frequent title stands there several times. */
export const posts: readonly { readonly title: string; readonly trade: Trade }[] = trades.flatMap(
  trade => trade.titles.map(title => ({ title, trade })),
);
