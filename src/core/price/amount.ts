/** No answer is about that many credits: a figure as large is none, and could not be added up or kept. */
const absurd = 1_000_000_000_000;

/** Credits that an answer names, as a number or as a text; undefined for anything that is no amount of them. */
export function amountOf(told: unknown): number | undefined {
  const number = typeof told === 'string' ? fromText(told.trim()) : told;
  return typeof number === 'number' && number >= 0 && number < absurd ? number : undefined;
}

const fromText = (text: string): number => (/^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN);
