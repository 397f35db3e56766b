/** The host of an origin, for sentences; the text itself where it is no URL. */
export const hostOf = (origin: string): string =>
  URL.canParse(origin) ? new URL(origin).host : origin;
