import { readLines, type ReportLine } from './reportLines.mjs';

/** What one runner says happened. */
export interface Tally {
  readonly passed: number;
  /** By name, with the suite in front. */
  readonly failures: readonly string[];
  /** Journeys that passed only when they were made again, each as the case that failed the first time. */
  readonly flaky?: readonly string[];
}

/** How a runner ended: `how` in words, for example "exit code 1". */
export interface Ending {
  readonly ok: boolean;
  readonly how: string;
}

/**
 * Counts a report, also one that breaks off: the case or hook that had begun is named as what it hung in, and every case
 * that was never reached counts as failed.
 */
export function readReport(suite: string, text: string, ending: Ending): Tally {
  const lines = readLines(text);
  const { passed, failed } = count(lines);
  const failures = [
    ...failed,
    ...hanging(lines, ending),
    ...unreached(lines).map(title => `${title} (not run)`),
  ];
  if (!lines.some(({ event }) => event === 'started')) failures.push(`no report (${ending.how})`);
  else if (passed + failures.length === 0) failures.push(`ran no case (${ending.how})`);
  else if (!ending.ok && failures.length === 0) failures.push(`ended badly (${ending.how})`);
  return { passed, failures: failures.map(failure => `${suite}: ${failure}`) };
}

function count(lines: readonly ReportLine[]): { passed: number; failed: readonly string[] } {
  const failed = lines.flatMap(line => {
    if (line.event === 'skipped') return [`${line.title} (skipped)`];
    return line.event === 'failed' ? [line.title] : [];
  });
  return { passed: lines.filter(({ event }) => event === 'passed').length, failed };
}

/** What had begun and not ended when a report that does not tell its end broke off. A case begins before its hooks do. */
function hanging(lines: readonly ReportLine[], { how }: Ending): readonly string[] {
  if (lines.length === 0 || lines.at(-1)?.event === 'ended') return [];
  const begun: string[] = [];
  for (const line of lines) {
    if (line.event === 'began') begun.push(line.title);
    else if ('title' in line && begun.includes(line.title))
      begun.splice(begun.lastIndexOf(line.title), 1);
  }
  const last = begun.at(-1);
  return [last === undefined ? `broke off between two cases (${how})` : `${last} (hung: ${how})`];
}

/** Cases of the report's first line that have no line of their own, not even that they began. */
function unreached(lines: readonly ReportLine[]): readonly string[] {
  const reached = new Map<string, number>();
  for (const line of lines) {
    // A case that passed or failed has begun; one that is skipped has not.
    if (line.event === 'began' || line.event === 'skipped')
      reached.set(line.title, (reached.get(line.title) ?? 0) + 1);
  }
  return lines
    .flatMap(line => (line.event === 'started' ? line.cases : []))
    .filter(title => {
      const left = reached.get(title) ?? 0;
      reached.set(title, left - 1);
      return left <= 0;
    });
}

/** A check that is one case of its own. */
export function checkTally(name: string, ok: boolean): Tally {
  return ok ? { passed: 1, failures: [] } : { passed: 0, failures: [name] };
}

/** Of a journey that was made twice, since it failed the first time. */
export function twice(first: Tally, second: Tally): Tally {
  const [before = ''] = first.failures;
  if (second.failures.length === 0) return { ...second, flaky: [before] };
  const [now, ...others] = second.failures;
  return { ...second, failures: [`${now} (the first time: ${before})`, ...others] };
}

export function sum(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((passed, each) => passed + each.passed, 0),
    failures: tallies.flatMap(each => each.failures),
    flaky: tallies.flatMap(({ flaky = [] }) => flaky),
  };
}

/** One journey may waver, for reasons of the machine; where more do, each of them is a failure. */
export function judge(tally: Tally): Tally {
  const { passed, failures, flaky = [] } = tally;
  if (flaky.length < 2) return tally;
  return {
    passed,
    failures: [...failures, ...flaky.map(name => `${name} (flaky, and not the only one)`)],
  };
}

export function countLine({ passed, failures }: Tally): string {
  return `${passed} passed, ${failures.length} failed`;
}

/** How `npm test` ends: what failed, what wavered, and the count. */
export function closingLines(tally: Tally): string {
  const { failures, flaky = [] } = tally;
  return [
    ...failures.map(name => `  ✗ ${name}`),
    ...flaky.map(name => `  ~ flaky, passed only the second time: ${name}`),
    ...(failures.length + flaky.length > 0 ? [''] : []),
    countLine(tally),
  ].join('\n');
}
