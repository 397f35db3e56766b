import type { KeyFinder } from '../keys/keyMark';
import { anyKeys } from '../request/keyErrors';
import { curlArguments } from './curlArguments';
import { curlDraft, type DraftProblem } from './curlDraft';
import { escapedQuote } from './escapedQuote';
import { findCommand, hasCommand, type FoundCommand } from './findCommand';
import type { LeftOut, Pasted, PasteProblem } from './pasted';
import { foreignParameter } from './invokeWebRequest';
import { withConfig, withInput } from './givenInput';
import { excerptAt, placeAt, shownName } from './place';
import { readingsOf, type Reading } from './readings';
import type { SplitProblem, Word } from './shellWord';
import { takeKey } from './takeKey';
import { closingMark } from './typographic';

/** In UTF-16 units. No command line is longer: shells refuse it, too. */
const longestLine = 256 * 1024;

/**
 * Reads the first curl command of a text as a draft of a Jobo operation: as in terminals, documents and browsers' *Copy
 * as cURL*.
 * @param keys finds API keys, wherever they stand; default: by the documented form
 */
export function parseCurl(text: string, keys: KeyFinder = anyKeys): Pasted {
  if (text.length > longestLine) return refused({ code: 'tooLong', limit: longestLine });
  const command = findCommand(text);
  if (!command) return refused({ code: 'notCurl' });
  const escaped = escapedQuote(text, command);
  if (escaped !== undefined)
    return refused({ code: 'escapedQuote', place: placeAt(text, escaped) });
  let first: Attempt | undefined;
  for (const reading of readingsOf(text, command)) {
    if (first && !mayBeMeant(first, reading)) continue;
    const tried = attempt({ text, keys, command }, reading);
    if (tried.isSound && (first?.others !== 'powerShell' || hasBody(tried))) return tried.pasted;
    first ??= tried;
  }
  return first?.pasted ?? refused({ code: 'notCurl' });
}

const mayBeMeant = ({ others }: Attempt, { shell }: Reading): boolean =>
  others === 'all' || (others === 'powerShell' && /powerShell/i.test(shell));

const hasBody = ({ pasted }: Attempt): boolean => pasted.ok && pasted.draft.body !== undefined;

const refused = (problem: PasteProblem): Pasted => ({ ok: false, problem });

interface Source {
  readonly text: string;
  readonly keys: KeyFinder;
  readonly command: FoundCommand;
}

interface Attempt {
  readonly pasted: Pasted;
  /** Nothing shows that another shell was meant. */
  readonly isSound: boolean;
  /** Which other shells it may have been written for. A backtick means PowerShell only if that reading has a body. */
  readonly others: 'all' | 'powerShell' | 'none';
}

function attempt(source: Source, split: Reading): Attempt {
  const { command, keys } = source;
  if (split.problem) return failed(source, split.problem);
  const parameter = foreignParameter(split.words);
  if (parameter)
    return failed(source, { code: 'webRequest', at: parameter.at, name: parameter.text });
  const foreign = /cmd/i.test(split.shell) ? split.words.find(startsQuoted) : undefined;
  if (foreign) return failed(source, { code: 'foreignQuote', at: foreign.at });
  const read = curlArguments(withConfig(split.words, split.input));
  if (!read.ok) return failed(source, read.problem);
  const taken = takeKey(withInput(read.args, split.input), keys);
  if (!taken) return { pasted: refused({ code: 'manyKeys' }), isSound: false, others: 'none' };
  const { args, key, stray } = taken;
  const made = curlDraft(args, { text: source.text, at: command.at });
  if (!made.ok) return failed(source, made.problem, split.end);
  const { draft, origin, isWhole } = made;
  const isPiped =
    split.input === 'pipe' && args.some(({ value }) => /@(?:-|\/dev\/stdin)$/.test(value));
  const leftOut: LeftOut[] = [
    ...(read.hasNext ? [{ code: 'moreRequests' } as const] : []),
    ...(hasCommand(source.text, split.end, command.isComment)
      ? [{ code: 'moreCommands' } as const]
      : []),
    ...made.leftOut.map(each => (isPiped && each.code === 'dataFile' ? piped : each)),
    ...(stray ? [{ code: 'strayKey' } as const] : []),
  ];
  // A quote left at the beginning of a word means that this shell does not use such quotes.
  const isSound = isWhole && !split.words.some(startsQuoted);
  return {
    pasted: {
      ok: true,
      draft,
      leftOut: distinct(leftOut),
      ...(origin !== undefined && { origin }),
      ...(key !== undefined && { key }),
    },
    isSound,
    others: 'all',
  };
}

/** Another command's output, so it is not called a file. */
const piped: LeftOut = { code: 'dataPipe' };

const startsQuoted = ({ text }: Word): boolean => /^['"]/.test(text);

type Located =
  | { readonly code: 'foreignQuote'; readonly at: number }
  | DraftProblem
  | SplitProblem
  | {
      readonly code: 'noValue' | 'ambiguousOption' | 'webRequest';
      readonly name: string;
      readonly at: number;
    };

const otherShells: ReadonlySet<string> = new Set<PasteProblem['code']>([
  ...(['foreignQuote', 'openQuote', 'openSubstitution', 'noAddress', 'notAnOperation'] as const),
  ...(['strayWord', 'lostQuotes', 'entity'] as const),
]);

/** @param end of the command, if known: other commands may follow */
function failed(source: Source, problem: Located, end?: number): Attempt {
  const missing = problem.code === 'expansion' ? problem.name : '';
  const others = otherShells.has(problem.code) || missing.startsWith('<') ? 'all' : 'none';
  return {
    pasted: refused({ ...told(source, problem), ...followed(source, problem, end) }),
    isSound: false,
    others: missing.startsWith('`') ? 'powerShell' : others,
  };
}

function followed({ text, command }: Source, { code }: Located, end = text.length) {
  const isOther = code === 'notAnOperation' || code === 'otherMethod';
  return isOther && hasCommand(text, end, command.isComment) && ({ isFirstOfMore: true } as const);
}

/** The problem with its line and column, and without possible secrets. */
function told({ text, keys }: Source, problem: Located): PasteProblem {
  const place = placeAt(text, problem.at);
  switch (problem.code) {
    case 'openQuote': {
      const at = closingMark(text, problem.at);
      if (at !== undefined)
        return { code: 'typographic', place: placeAt(text, at), mark: text.charAt(at) };
      return { code: problem.code, place, excerpt: excerptAt(text, problem.at, keys) };
    }
    case 'foreignQuote':
      return { code: problem.code, place, excerpt: excerptAt(text, problem.at, keys) };
    case 'openSubstitution':
    case 'typographic':
    case 'entity':
      return { code: problem.code, place, mark: problem.mark };
    case 'openHereDocument':
      return { code: problem.code, place, name: shownName(problem.mark, keys) };
    case 'noAddress':
    case 'strayWord':
    case 'lostQuotes':
      return { code: problem.code, place };
    case 'notAnOperation':
      return { code: problem.code, place, path: shownName(problem.path, keys) };
    case 'otherMethod': {
      const { code, path, allowed } = problem;
      return { code, place, path, allowed, method: shownName(problem.method, keys) };
    }
    case 'expansion': {
      const code = /^(?:<(?!\()|\{\{)/.test(problem.name) ? 'placeholder' : problem.code;
      return { code, place, name: shownName(problem.name, keys) };
    }
    case 'placeholder':
    case 'webRequest':
    case 'pattern':
    case 'noValue':
    case 'ambiguousOption':
      return { code: problem.code, place, name: shownName(problem.name, keys) };
  }
}

function distinct(all: readonly LeftOut[]): LeftOut[] {
  return [...new Map(all.map(each => [JSON.stringify(each), each])).values()];
}
