/** One line of a suite's report, written as it happens, so that a suite that is killed has still told what came before. */
export type ReportLine =
  /** `longestMs`: the longest time limit of all its cases and hooks. */
  | { readonly event: 'started'; readonly cases: readonly string[]; readonly longestMs: number }
  /** Of a case or a hook: the latest one that has not ended is what a silent suite hangs in. */
  | { readonly event: 'began'; readonly title: string; readonly limitMs: number }
  | { readonly event: 'passed'; readonly title: string; readonly ms: number }
  /** Of a case or a hook. */
  | { readonly event: 'failed'; readonly title: string; readonly error: string }
  | { readonly event: 'hookEnded'; readonly title: string; readonly ms: number }
  | { readonly event: 'skipped'; readonly title: string }
  | { readonly event: 'ended' };

/** What has been written in full; a line that a killed suite left half written is none. */
export function readLines(text: string): readonly ReportLine[] {
  return text
    .split('\n')
    .slice(0, -1)
    .flatMap(line => parse(line) ?? []);
}

function parse(line: string): ReportLine | undefined {
  try {
    const value = JSON.parse(line) as Partial<ReportLine> | null;
    return typeof value?.event === 'string' ? (value as ReportLine) : undefined;
  } catch {
    return undefined;
  }
}
