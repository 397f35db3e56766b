/**
 * A foreign text as Markdown code on one line, so that it cannot change the text around it.
 * @param most characters; the rest is cut
 */
export function verbatim(text: string, most = 120): string {
  const plain = text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  const short = plain.length > most ? `${plain.slice(0, most)}…` : plain;
  return `\`${short.replaceAll('`', "'").replaceAll('|', '\\|') || '-'}\``;
}
