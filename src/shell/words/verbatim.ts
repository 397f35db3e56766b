/** A text of somebody else's as Markdown shows it: as it is, on one line, without what could change the text around it. */
export function verbatim(text: string, most = 120): string {
  const plain = text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  const short = plain.length > most ? `${plain.slice(0, most)}…` : plain;
  return `\`${short.replaceAll('`', "'").replaceAll('|', '\\|') || '-'}\``;
}
