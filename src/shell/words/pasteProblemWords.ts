import { l10n } from 'vscode';
import type { PasteProblem } from '../../core/snippets/pasted';
import type { Place } from '../../core/snippets/place';
import { size } from './figures';
import { wordsBy, type RowsBy } from './rowsBy';

/** Why a pasted text cannot become a request, and what to do about it. */
export function pasteProblemWords(problem: PasteProblem): string {
  const words = wordsBy(rows, 'code', problem);
  if (!('place' in problem)) return words;
  const sentence = `${where(problem.place)} ${words}`;
  return 'isFirstOfMore' in problem ? `${sentence} ${othersWords()}` : sentence;
}

const othersWords = (): string =>
  l10n.t('Only the first curl command was tried. To take a later one, copy it alone.');

const where = ({ line, column }: Place): string =>
  l10n.t('Line {0}, column {1} of the pasted text:', line, column);

/** For a problem with a place, the words continue the sentence that {@link where} begins. */
const rows: RowsBy<'code', PasteProblem> = {
  notCurl: () =>
    l10n.t('This is no curl line. Copy one that begins with curl, then paste it again.'),
  tooLong: ({ limit }) =>
    l10n.t(
      'This text is longer than {0}, as no command line is. Copy one curl line, then paste it again.',
      size(limit),
    ),
  manyKeys: () =>
    l10n.t(
      'This text holds more keys than one request has. Copy one curl line, then paste it again.',
    ),
  openQuote: ({ excerpt }) =>
    l10n.t(
      'the quote that opens at {0} is never closed. Copy the whole line, then paste it again.',
      excerpt,
    ),
  foreignQuote: ({ excerpt }) =>
    l10n.t(
      'the quote at {0} means nothing to cmd. Put " in its place, and \\" for each one inside, then paste it again.',
      excerpt,
    ),
  openSubstitution: ({ mark }) =>
    l10n.t('what opens with {0} is never closed. Copy the whole line, then paste it again.', mark),
  openHereDocument: ({ name }) =>
    l10n.t(
      'the text that shall end with a line {0} never does. Copy that line too, then paste it again.',
      name,
    ),
  entity: ({ mark }) =>
    l10n.t(
      '{0} is how the source of a web page writes a mark. Copy the line from the page as it is shown, or put the mark itself there, then paste it again.',
      mark,
    ),
  typographic: ({ mark }) =>
    l10n.t(
      '{0} is a typographic mark, which no shell takes for its own. Put a straight one in its place (\' or ", or - for a dash), then paste it again.',
      mark,
    ),
  placeholder: ({ name }) =>
    l10n.t('{0} is to be filled in. Write its value there, then paste it again.', name),
  strayWord: () =>
    l10n.t(
      'the word that begins here belongs to no option and is no address. Put quotes around what belongs together, then paste it again.',
    ),
  escapedQuote: () =>
    l10n.t(
      'this quote is escaped for the text or the shell that the command stands in. Copy the command as curl itself shall get it, then paste it again.',
    ),
  webRequest: ({ name }) =>
    l10n.t(
      '{0} is a parameter of Invoke-WebRequest, which Windows PowerShell calls curl too. Write the line with the options of curl.exe (-X, -H, -d), then paste it again.',
      name,
    ),
  lostQuotes: () =>
    l10n.t(
      "the shell would take the quotes out of this body. Put single quotes around all of it ('…'), then paste it again.",
    ),
  expansion: ({ name }) =>
    l10n.t(
      'only the shell knows what {0} stands for. Write its value there, then paste it again.',
      name,
    ),
  noValue: ({ name }) =>
    l10n.t(
      '{0} needs a value, and the line ends there. Copy the whole line, then paste it again.',
      name,
    ),
  ambiguousOption: ({ name }) =>
    l10n.t(
      'the option {0} is unknown, so the address behind it may be its value. Take the option out, then paste it again.',
      name,
    ),
  pattern: ({ name }) =>
    l10n.t(
      'curl would make addresses of the pattern {0}. Write one address, or add --globoff if it is meant as it stands, then paste it again.',
      name,
    ),
  noAddress: () =>
    l10n.t('this curl command has no address that can be read. Add it, then paste it again.'),
  notAnOperation: ({ path }) =>
    l10n.t('there is no operation at {0} in the catalog. Choose one in the Operations view.', path),
  otherMethod: ({ method, path, allowed }) =>
    method === 'HEAD'
      ? l10n.t(
          '{0} answers to {1}, and -I asks for its head alone. Take -I out, then paste it again.',
          path,
          allowed.join(', '),
        )
      : l10n.t(
          '{0} answers to {1}, not to {2}. Change the method, then paste it again.',
          path,
          allowed.join(', '),
          method,
        ),
};
