/** What one runner says happened. */
export interface Tally {
  readonly passed: number;
  /** By name, with the suite in front. */
  readonly failures: readonly string[];
}

interface MochaCase {
  readonly fullTitle: string;
}
interface MochaReport {
  readonly stats: { readonly passes: number };
  readonly failures: readonly MochaCase[];
  readonly pending: readonly MochaCase[];
}

/** Counts a report of mocha's JSON reporter; `text` is undefined when the runner wrote none. `ending` says how it ended, for example "exit code 1". */
export function readReport(
  suite: string,
  text: string | undefined,
  ending: string,
  ok: boolean,
): Tally {
  const report = text === undefined ? undefined : parse(text);
  if (!report) return { passed: 0, failures: [`${suite}: wrote no report (${ending})`] };
  const failures = [
    ...report.failures.map(each => `${suite}: ${each.fullTitle}`),
    ...report.pending.map(each => `${suite}: ${each.fullTitle} (skipped)`),
  ];
  const passed = report.stats.passes;
  if (passed + failures.length === 0) failures.push(`${suite}: ran no case (${ending})`);
  else if (!ok && failures.length === 0) failures.push(`${suite}: ended badly (${ending})`);
  return { passed, failures };
}

function parse(text: string): MochaReport | undefined {
  try {
    const value = JSON.parse(text) as Partial<MochaReport> | null;
    const whole =
      typeof value?.stats?.passes === 'number' &&
      Array.isArray(value.failures) &&
      Array.isArray(value.pending);
    return whole ? (value as MochaReport) : undefined;
  } catch {
    return undefined;
  }
}

/** A check that is one case of its own, in the form of mocha's report. */
export function checkReport(name: string, ok: boolean): string {
  const cases = [{ fullTitle: name }];
  const report = {
    stats: { passes: ok ? 1 : 0 },
    failures: ok ? [] : cases,
    pending: [],
  };
  return JSON.stringify(report, undefined, 2);
}

export function sum(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((passed, each) => passed + each.passed, 0),
    failures: tallies.flatMap(each => each.failures),
  };
}

/** The last line of `npm test`. */
export function lastLine({ passed, failures }: Tally): string {
  return `${passed} passed, ${failures.length} failed`;
}
