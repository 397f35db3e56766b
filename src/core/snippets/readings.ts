import type { FoundCommand } from './findCommand';
import { posixShell } from './posixShell';
import { powerShell, resplit } from './powerShell';
import { matchAt } from './shellWord';
import { splitCommand, type Split } from './splitCommand';
import { windowsShell, withoutCarets } from './windowsShell';

/** A command split as one shell would. `olderCmd`: with carets between quotes, too. */
export interface Reading extends Split {
  readonly shell: keyof typeof shells;
}

type Read = (text: string, command: FoundCommand) => Split;

const shells = {
  posix: (text, command) => splitCommand(text, command.from, posixShell, around(command)),
  powerShell: (text, command) => splitCommand(text, command.from, powerShell, around(command)),
  windowsPowerShell: (text, command) => {
    const { words, ...split } = shells.powerShell(text, command);
    return { ...split, words: words.map(resplit) };
  },
  cmd: (text, command) => ofCmd(text, command, false),
  olderCmd: (text, command) => ofCmd(text, command, true),
} satisfies Readonly<Record<string, Read>> as Readonly<
  Record<'posix' | 'powerShell' | 'windowsPowerShell' | 'cmd' | 'olderCmd', Read>
>;

const around = ({ closer, gutter, input, fill }: FoundCommand) => ({
  closer,
  gutter,
  input,
  fill: fill(),
});

function ofCmd(text: string, command: FoundCommand, everywhere: boolean): Split {
  const plain = withoutCarets(text, command.from, {
    everywhere,
    fill: command.fill(),
    gutter: command.gutter,
  });
  const split = splitCommand(plain.text, 0, windowsShell, around(command));
  const to = (at: number) => plain.offsets[at] ?? text.length;
  const { problem, words } = split;
  return {
    ...split,
    words: words.map(word => ({
      ...word,
      at: to(word.at),
      holes: word.holes.map(hole => ({ ...hole, at: to(hole.at) })),
    })),
    end: to(split.end),
    endingAt: to(split.endingAt),
    ...(problem && { problem: { ...problem, at: to(problem.at) } }),
  };
}

/**
 * All ways to read a command, the likeliest shell first: by the prompt, the first line's continuation, or its first
 * quote. Later marks may be part of texts, so they do not count. Offsets are those of the pasted text.
 */
export function* readingsOf(text: string, command: FoundCommand): Generator<Reading> {
  for (const shell of order(text, command)) yield { shell, ...shells[shell](text, command) };
}

function order(text: string, command: FoundCommand): (keyof typeof shells)[] {
  const { from } = command;
  if (matchAt(olderEscape, text, from)) return ['olderCmd', 'cmd', 'posix'];
  const isCmd = command.shell === 'cmd' || matchAt(caret, text, from) !== null;
  if (isCmd) return ['cmd', 'olderCmd', 'windowsPowerShell', 'posix'];
  if (command.shell === 'powerShell' || matchAt(backtick, text, from))
    return ['powerShell', 'windowsPowerShell', 'cmd', 'posix'];
  const isWindows = /\.exe["']?$/i.test(text.slice(command.at, from));
  if (isWindows && matchAt(doubled, text, from))
    return ['powerShell', 'windowsPowerShell', 'cmd', 'posix'];
  return ['posix', 'cmd', 'powerShell', 'windowsPowerShell'];
}

/** cmd: the first line ends in a blank and a caret, or a caret stands before the first quote. */
const caret = /.*[ \t]\^[ \t]*\r?\n|[^'"]*[ \t]\^"/y;
/** cmd, as older browsers wrote it: a caret before an already escaped character, without a single quote before it. */
const olderEscape = /[^']*\^(?:\\\^"|%\^)/y;
const backtick = /.*[ \t]`[ \t]*\r?\n/y;
/** A single quote that is doubled inside a PowerShell string. */
const doubled = /.*\w''\w/y;
