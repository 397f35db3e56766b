/** The host that sentences name for an origin; the text itself where it is none. */
export const hostOf = (origin: string): string =>
  URL.canParse(origin) ? new URL(origin).host : origin;
