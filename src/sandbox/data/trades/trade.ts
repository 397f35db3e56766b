import { list } from '../vocabulary';

/** A line of work: what its jobs are called and ask for. All of it is invented. */
export interface Trade {
  readonly titles: readonly string[];
  readonly skills: readonly string[];
  readonly tasks: readonly string[];
  /** Yearly pay of a person in the middle of the trade, in US dollars. */
  readonly pay: number;
  /** The only experience level that its titles allow; without one, any. */
  readonly level?: string;
}

const shares: readonly number[] = [1, 3, 9];

/** @param titles the more asterisks one begins with, the more jobs have it */
export const trade = (
  pay: number,
  titles: string,
  skills: string,
  tasks: string,
  level?: string,
): Trade => ({
  titles: list(titles).flatMap(title => {
    const name = title.replace(/^\*+/, '');
    return Array.from({ length: shares[title.length - name.length] ?? 1 }, () => name);
  }),
  skills: list(skills),
  tasks: list(tasks),
  pay,
  ...(level !== undefined && { level }),
});
