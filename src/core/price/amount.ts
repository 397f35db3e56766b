/** In credits. A figure this large is not believed, and could not be added up exactly. */
const absurd = 1_000_000_000_000;

/** Reads credits from a number or a decimal text: 0 to below 10^12, fractions included; undefined for anything else. */
export function amountOf(told: unknown): number | undefined {
  const number = typeof told === 'string' ? fromText(told.trim()) : told;
  return typeof number === 'number' && number >= 0 && number < absurd ? number : undefined;
}

const fromText = (text: string): number => (/^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN);
