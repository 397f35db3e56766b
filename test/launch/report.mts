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
  const passed = lines.filter(({ event }) => event === 'passed').length;
  const hung = hanging(lines);
  const failures = [
    ...failed(lines),
    ...(hung === undefined ? [] : [`${hung} (hung: ${ending.how})`]),
    ...untold(lines, hung).map(title => `${title} (not run)`),
  ];
  const starts = lines.filter(({ event }) => event === 'started').length;
  if (starts !== 1) failures.push(`${starts === 0 ? 'no report' : 'began anew'} (${ending.how})`);
  else if (passed + failures.length === 0) failures.push(`ran no case (${ending.how})`);
  else if (!ending.ok && failures.length === 0) failures.push(`ended badly (${ending.how})`);
  return { passed, failures: failures.map(failure => `${suite}: ${failure}`) };
}

function failed(lines: readonly ReportLine[]): readonly string[] {
  return lines.flatMap(line => {
    if (line.event === 'skipped') return [`${line.title} (skipped)`];
    return line.event === 'failed' ? [line.title] : [];
  });
}

/** What had begun and not ended when a report that does not tell its end broke off. A case begins before its hooks do. */
function hanging(lines: readonly ReportLine[]): string | undefined {
  if (lines.at(-1)?.event === 'ended') return undefined;
  const begun: string[] = [];
  for (const line of lines) {
    if (line.event === 'began') begun.push(line.title);
    else if ('title' in line && begun.includes(line.title))
      begun.splice(begun.lastIndexOf(line.title), 1);
  }
  return begun.at(-1);
}

/** Cases of the report's first line that nothing more is told of, but the one that hung. */
function untold(lines: readonly ReportLine[], hung: string | undefined): readonly string[] {
  const told = new Map<string, number>();
  const tell = (title: string) => told.set(title, (told.get(title) ?? 0) + 1);
  if (hung !== undefined) tell(hung);
  for (const line of lines) {
    if (line.event === 'passed' || line.event === 'failed' || line.event === 'skipped')
      tell(line.title);
  }
  return lines
    .flatMap(line => (line.event === 'started' ? line.cases : []))
    .filter(title => {
      const left = told.get(title) ?? 0;
      told.set(title, left - 1);
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

/** One journey may waver, for reasons of the machine; that more do is a failure of its own. */
export function judge(tally: Tally): Tally {
  const { failures, flaky = [] } = tally;
  if (flaky.length < 2) return tally;
  return {
    ...tally,
    failures: [...failures, `flaky journeys: ${flaky.length}, and at most 1 may be`],
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
