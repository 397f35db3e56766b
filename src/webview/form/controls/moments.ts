/** The time `ms` before `now` (epoch milliseconds) in ISO 8601, to the second. */
export const isoBefore = (now: number, ms: number): string =>
  new Date(Math.floor((now - ms) / 1000) * 1000).toISOString().replace('.000Z', 'Z');

/** Epoch milliseconds of a text that the API takes for a time; undefined for any other text. */
export const momentOf = (text: string): number | undefined => {
  const ms = /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:\d\d)$/i.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(ms) ? undefined : ms;
};
