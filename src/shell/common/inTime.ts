/** Calls `run` after `ms`. Returns what cancels the call. */
export type After = (run: () => void, ms: number) => () => void;

export const inTime: After = (run, ms) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};
