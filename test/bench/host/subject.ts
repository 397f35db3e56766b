import type { BenchWindow } from './benchWindow.js';

/** What one measurement came to, by the name of each figure; ms or MB. */
export type Figures = Readonly<Record<string, number>>;

/** One way to do what a subject is about: ours, and floors. */
export type Ways = Readonly<Record<string, () => Promise<Figures>>>;

/** A line of the table: a figure of ours beside the same figure of a floor. */
export interface Line {
  readonly title: string;
  readonly figure: string;
  /** `ours` if absent. */
  readonly way?: string;
  readonly floor: string;
  /** The most that the ratio should be, or another bound in words; nothing fails where it is more. */
  readonly atMost: string;
}

/** What is measured in one window. */
export interface Subject {
  readonly lines: readonly Line[];
  readonly rounds: number;
  /** Rounds before the first that counts. */
  readonly warmUp: number;
  /** Makes a new window ready. */
  prepare(window: BenchWindow): Promise<Ways>;
}

/** By the names of builds and of ways. */
export type HostRound = Readonly<Record<string, Readonly<Record<string, Figures>>>>;
