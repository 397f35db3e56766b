/** Runs the work after that time in ms; returns what stops it. */
export type StartTimer = (run: () => void, ms: number) => () => void;

/** Does not keep the process going. */
export const unhurried: StartTimer = (run, ms) => {
  const timer = setTimeout(run, ms).unref();
  return () => clearTimeout(timer);
};
