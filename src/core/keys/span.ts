/** A part of a text in UTF-16 units, or of bytes. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The spans in order; those that touch each other become one. */
export function merged(spans: readonly Span[]): readonly Span[] {
  if (spans.length < 2) return spans;
  const all: Span[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && start <= last.end) all[all.length - 1] = { ...last, end: Math.max(last.end, end) };
    else all.push({ start, end });
  }
  return all;
}
