import type { Day } from '../../core/common/calendar';

/** How many runs of a day are shown at first. The editor asks for all that are shown when one is added. */
const firstPage = 100;
/** How many more *Earlier…* shows. */
export const nextPage = 500;

/** How many runs of each day are shown. */
export class HistoryPages {
  /** Of the days that show more than at first. */
  readonly #shown = new Map<Day, number>();

  of(day: Day): number {
    return this.#shown.get(day) ?? firstPage;
  }

  showMore(day: Day): void {
    this.#shown.set(day, this.of(day) + nextPage);
  }

  /** Shows the run at this place of a day, from 0. @returns whether it takes more than are shown */
  reach(day: Day, place: number): boolean {
    if (place < this.of(day)) return false;
    while (place >= this.of(day)) this.showMore(day);
    return true;
  }

  /** Begins with the newest runs again. @returns whether the day showed more */
  fold(day: Day): boolean {
    return this.#shown.delete(day);
  }

  foldAll(): void {
    this.#shown.clear();
  }
}
