/** To the second, as people write times. */
export const isoBefore = (now: number, ms: number): string =>
  new Date(Math.floor((now - ms) / 1000) * 1000).toISOString().replace('.000Z', 'Z');

/** Of what the API takes as a time. */
export const momentOf = (text: string): number | undefined => {
  const ms = /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:\d\d)$/i.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(ms) ? undefined : ms;
};
