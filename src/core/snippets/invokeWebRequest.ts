import type { Word } from './shellWord';

/** Parameters of Invoke-WebRequest, which Windows PowerShell 5.1 calls `curl` too: none of them is an option of curl. */
const parameter =
  /^-(?:uri|method|headers|body|contenttype|infile|outfile|usebasicparsing|websession|useragent|timeoutsec|credential)$/i;

/** The first word that is such a parameter. */
export const foreignParameter = (words: readonly Word[]): Word | undefined =>
  words.find(({ text }) => parameter.test(text));
