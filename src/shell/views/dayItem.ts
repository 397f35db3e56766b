import { env, l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { dayBefore, dayOf, startOf, type Day } from '../../core/common/calendar';
import type { Spent } from '../../core/credits/spentIn';
import { commands, items } from '../../names';
import { credits, plainNumber } from '../words/figures';

export interface ShownDay {
  readonly day: Day;
  /** How many runs the day has, shown or not. */
  readonly runs: number;
  readonly spent: Spent;
}

/** The row of one day in History, with the credits that its runs took. */
export function dayItem(
  { day, runs, spent }: ShownDay,
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
  const took = spentWords(spent);
  if (took !== undefined) item.description = took;
  const facts = dayFacts({ day, runs, spent }, today);
  item.accessibilityInformation = { label: facts.join(', ') };
  item.tooltip = facts.join(' · ');
  return item;
}

/** All that the row of a day says. */
export function dayFacts({ day, runs, spent }: ShownDay, today: Day): readonly string[] {
  const count = runs === 1 ? l10n.t('1 run') : l10n.t('{0} runs', plainNumber(runs));
  return [dayName(day, today), count, spentWords(spent) ?? l10n.t('nothing charged')];
}

export interface EarlierRuns {
  readonly day: Day;
  /** How many runs stand above, how many are left, and how many of these come next. */
  readonly shown: number;
  readonly left: number;
  readonly next: number;
}

/** The row below the runs of a day that leads to those before them. */
export function earlierItem({ day, shown, left, next }: EarlierRuns): TreeItem {
  const label =
    left === 1 ? l10n.t('Earlier… (1 run)') : l10n.t('Earlier… ({0} runs)', plainNumber(left));
  const item = new TreeItem(label);
  // Another id with each page: the row must not keep the focus and take it far below the runs that come.
  item.id = `earlier ${day} ${shown}`;
  item.iconPath = new ThemeIcon('fold-down');
  item.tooltip = earlierWords(left, next);
  item.accessibilityInformation = { label: `${label}, ${item.tooltip}` };
  item.command = {
    command: commands.showEarlierRuns,
    title: l10n.t('Show Earlier Runs'),
    arguments: [day],
  };
  return item;
}

function earlierWords(left: number, next: number): string {
  if (left === 1) return l10n.t('Show the first run of this day.');
  return next < left
    ? l10n.t('Show {0} earlier runs of this day.', plainNumber(next))
    : l10n.t('Show all earlier runs of this day.');
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
