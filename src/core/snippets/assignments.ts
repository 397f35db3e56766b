import { posixShell } from './posixShell';
import { powerShell } from './powerShell';
import { matchAt, type Fill, type Shell } from './shellWord';
import { splitCommand } from './splitCommand';

/** In UTF-16 units: the most text that variables may fill in, so that variables within variables stay short. */
const mostFilled = 256 * 1024;

/** Only the last ones are read, since reading one may walk the whole text. */
const mostAssignments = 32;

export interface Assignments {
  /** Makes a new one for each reading, since it counts what it has filled in. */
  readonly fill: () => Fill;
  readonly isCmd: boolean;
  readonly isPowerShell: boolean;
}

const posix =
  /(?:^|[\s;|`(])(?:(?:export|declare|local|readonly|typeset)[ \t]+(?:-\w+[ \t]+)*)?([A-Za-z_]\w*)=(?=[^\s=])/;
const fish = /(?:^|[\s;])set[ \t]+(?:-\w+[ \t]+)*([A-Za-z_]\w*)[ \t]+(?=\S)(?!=)/;
const dollar = /\$(?:env:|script:|global:)?([A-Za-z_]\w*)[ \t]*=[ \t]*(?=['"@])/i;
const batch = /(?:^|[\n>&])[ \t]*set[ \t]+"?([A-Za-z_]\w*)=([^"&\r\n]*)/i;

/** The values of variables that are set in the text before a command. @param end where the command begins */
export function assignmentsBefore(text: string, end: number): Assignments {
  const before = text.slice(0, end);
  const values = new Map<string, string>();
  const cmd = [...before.matchAll(new RegExp(batch, 'gi'))].slice(-mostAssignments);
  for (const [, name = '', value = ''] of cmd) values.set(name, value.trimEnd());
  const own = (form: RegExp, shell: Shell) =>
    [...before.matchAll(new RegExp(form, `g${form.flags}`))]
      .slice(-mostAssignments)
      .map(({ index, 0: all, 1: name = '' }) => ({ at: index + all.length, name, shell }));
  const dollars = own(dollar, powerShell);
  const read = [...own(posix, posixShell), ...own(fish, posixShell), ...dollars]
    .filter(({ name }) => !values.has(name))
    .sort((a, b) => a.at - b.at);
  for (const { at, name, shell } of read) {
    const value = valueAt(text, at, shell, bounded(values));
    if (value !== undefined) values.set(name, value);
  }
  return { fill: () => bounded(values), isCmd: cmd.length > 0, isPowerShell: dollars.length > 0 };
}

function valueAt(text: string, at: number, shell: Shell, fill: Fill): string | undefined {
  const isDocument = shell === powerShell && matchAt(/@['"][ \t]*\r?\n/y, text, at);
  if (shell === powerShell && !isDocument && !/['"]/.test(text.charAt(at))) return undefined;
  const {
    words: [word],
    problem,
  } = splitCommand(text, at, shell, { fill, most: 1 });
  return problem || !word || word.at !== at || word.holes.length > 0 ? undefined : word.text;
}

function bounded(values: ReadonlyMap<string, string>): Fill {
  let left = mostFilled;
  return name => {
    const value = values.get(name);
    left -= value?.length ?? 0;
    return left < 0 ? undefined : value;
  };
}
