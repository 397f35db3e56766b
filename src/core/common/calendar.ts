/** A day of the person's own calendar, `2026-01-31`: sorts as text. */
export type Day = string;

/** The day of a moment, by the clock on the wall. */
export function dayOf(moment: Date | string | number): Day {
  const at = new Date(moment);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The first moment of a day. */
export function startOf(day: Day): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}

/** Days are not all 24 hours long: the calendar is asked. */
export const dayBefore = (day: Day): Day => shifted(day, -1);

export const dayAfter = (day: Day): Day => shifted(day, 1);

function shifted(day: Day, by: number): Day {
  const start = startOf(day);
  return dayOf(new Date(start.getFullYear(), start.getMonth(), start.getDate() + by));
}
