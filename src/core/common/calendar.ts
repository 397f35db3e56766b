/** A day in the user's local time, `2026-01-31`. Days sort as text. */
export type Day = string;

/** The local day of a moment. A number is in milliseconds since the epoch. */
export function dayOf(moment: Date | string | number): Day {
  const at = new Date(moment);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The first moment of a day, in local time. */
export function startOf(day: Day): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}

/** Counts by the calendar, because not all days are 24 hours long. */
export const dayBefore = (day: Day): Day => shifted(day, -1);

export const dayAfter = (day: Day): Day => shifted(day, 1);

function shifted(day: Day, by: number): Day {
  const start = startOf(day);
  return dayOf(new Date(start.getFullYear(), start.getMonth(), start.getDate() + by));
}
