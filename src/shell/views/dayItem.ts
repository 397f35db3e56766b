import { env, l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { dayBefore, dayOf, startOf, type Day } from '../../core/common/calendar';
import { spentIn, type Spent } from '../../core/credits/spentIn';
import type { Exchange } from '../../core/exchange';
import { items } from '../../names';
import { credits } from '../words/figures';

/** The row of one day in History, with the credits that its runs took. */
export function dayItem(
  day: Day,
  exchanges: readonly Exchange[],
  { today, filtered }: { readonly today: Day; readonly filtered: boolean },
): TreeItem {
  const open = filtered || day === today;
  const item = new TreeItem(
    dayName(day, today),
    TreeItemCollapsibleState[open ? 'Expanded' : 'Collapsed'],
  );
  // Days of a filter get an id of their own: they start unfolded, and the editor keeps the folding of the other id.
  item.id = `day ${day}${filtered ? ' filtered' : ''}`;
  item.contextValue = items.day;
  item.iconPath = new ThemeIcon('calendar');
  const spent = spentWords(spentIn(exchanges));
  if (spent !== undefined) item.description = spent;
  const runs = exchanges.length === 1 ? l10n.t('1 run') : l10n.t('{0} runs', exchanges.length);
  const facts = [dayName(day, today), runs, spent ?? l10n.t('nothing charged')];
  item.accessibilityInformation = { label: facts.join(', ') };
  item.tooltip = facts.join(' · ');
  return item;
}

/** "412 credits", "412 credits + 1 unknown"; undefined where nothing was taken. */
function spentWords({ credits: sum, unknown }: Spent): string | undefined {
  if (sum === 0 && unknown === 0) return undefined;
  return unknown === 0 ? credits(sum) : l10n.t('{0} + {1} unknown', credits(sum), unknown);
}

/** "Today", "Yesterday", "Friday, January 30". */
function dayName(day: Day, today: Day = dayOf(new Date())): string {
  if (day === today) return l10n.t('Today');
  if (day === dayBefore(today)) return l10n.t('Yesterday');
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  return new Intl.DateTimeFormat(env.language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(!sameYear && { year: 'numeric' }),
  }).format(startOf(day));
}
