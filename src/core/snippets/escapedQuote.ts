/** The offset of an escaped quote, if the command itself stands between such quotes, of another shell or of JSON. */
export function escapedQuote(
  text: string,
  { from, closer }: { readonly from: number; readonly closer?: string },
): number | undefined {
  if (closer !== '"' && closer !== "'") return undefined;
  const at = text.indexOf(closer, from);
  if (at < 0) return undefined;
  if (closer === "'") return /^'(?:\\''|"'"')/.test(text.slice(at, at + 5)) ? at : undefined;
  return /[\\`]/.test(text.charAt(at - 1)) ? at - 1 : undefined;
}
