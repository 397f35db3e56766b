import { amountOf } from '../price/amount';

/** Credits that an error names in its message. */
export interface Figures {
  readonly required: number;
  readonly balance: number;
}

const figure = String.raw`(\d+(?:,\d{3})*(?:\.\d+)?)`;
const needs = new RegExp(String.raw`(?:need|requir|cost|price)\w{0,8}\D{0,24}${figure}`, 'i');
const holds = new RegExp(
  String.raw`(?:hold|have|has|balance|remain|left|available|contain)\w{0,8}\D{0,24}${figure}`,
  'i',
);

/** Reads "needs 300 credits, the wallet holds 120"; undefined if the two cannot be told apart for certain. */
export function figuresInSentence(text: string): Figures | undefined {
  const sentence = text.slice(0, 2_000);
  if (!/credit/i.test(sentence)) return undefined;
  const figures = [...sentence.matchAll(new RegExp(figure, 'g'))].map(([text]) => numberOf(text));
  const [first, second] = figures;
  if (figures.length === 2 && first !== undefined && second !== undefined) {
    // A 402 always requires more than the balance.
    return { required: Math.max(first, second), balance: Math.min(first, second) };
  }
  const required = numberIn(needs, sentence);
  const balance = numberIn(holds, sentence);
  return required !== undefined && balance !== undefined && required > balance
    ? { required, balance }
    : undefined;
}

const numberIn = (pattern: RegExp, sentence: string) => {
  const found = pattern.exec(sentence)?.[1];
  return found === undefined ? undefined : numberOf(found);
};

const numberOf = (text: string) => amountOf(text.replaceAll(',', ''));
