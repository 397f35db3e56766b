/**
 * Milliseconds since 1970 of an RFC 3339 time that the description has let through. A leap second, which JavaScript does
 * not know, is the second after it (RFC 3339, appendix D).
 */
export function instant(text: string): number {
  const known = Date.parse(text);
  return Number.isNaN(known) ? Date.parse(text.replace(/:60(?=[.,Zz+-])/, ':59')) + 1_000 : known;
}
