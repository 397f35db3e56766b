import { l10n } from 'vscode';
import type { LeftOut, PasteProblem } from '../../core/snippets/pasted';
import type { Place } from '../../core/snippets/place';
import { size } from './figures';

/** What a curl line had that the request has not; a part of a sentence. */
export function leftOutWords(left: LeftOut): string {
  switch (left.code) {
    case 'option':
      return l10n.t('the option {0}', left.name);
    case 'header':
      return l10n.t('the header {0}', left.name);
    case 'field':
      return l10n.t('the form field {0}', left.name);
    case 'repeated':
      return l10n.t('all but the last {0}', left.name);
    case 'login':
      return l10n.t('the login');
    case 'cookies':
      return l10n.t('cookies');
    case 'insecure':
      return l10n.t('--insecure (certificates are always verified)');
    case 'body':
      return l10n.t('the body, which this operation does not take');
    case 'dataFile':
      return l10n.t('the body, which is in a file (paste its text into the form)');
    case 'dataPipe':
      return l10n.t('the body, which another command writes (paste its text into the form)');
    case 'configFile':
      return l10n.t('the options of --config, which are in a file');
    case 'headerText':
      return l10n.t('a header without a colon');
    case 'headerFile':
      return l10n.t('the headers that are in a file');
    case 'moreAddresses':
      return l10n.t('all but the first address');
    case 'moreRequests':
      return l10n.t('all behind --next, which is another request');
    case 'moreCommands':
      return l10n.t('all but the first curl command');
    case 'brokenEscape':
      return l10n.t(
        'the meaning of a percent sign in {0} (it begins no escape, so it is text)',
        left.name,
      );
    case 'addressVariable':
      return l10n.t("the value of {0} (taken for the API's address)", left.name);
    case 'file':
      return l10n.t('the file for {0} (choose it in the form)', left.name);
    case 'strayKey':
      return l10n.t('a key outside its header');
  }
}

/** Why a text is no request, and what to do about it. */
export function pasteProblemWords(problem: PasteProblem): string {
  if ('place' in problem) {
    const sentence = `${where(problem.place)} ${placedWords(problem)}`;
    return 'isFirstOfMore' in problem ? `${sentence} ${othersWords()}` : sentence;
  }
  switch (problem.code) {
    case 'notCurl':
      return l10n.t('This is no curl line. Copy one that begins with curl, then paste it again.');
    case 'tooLong':
      return l10n.t(
        'This text is longer than {0}, as no command line is. Copy one curl line, then paste it again.',
        size(problem.limit),
      );
    case 'manyKeys':
      return l10n.t(
        'This text holds more keys than one request has. Copy one curl line, then paste it again.',
      );
  }
}

const othersWords = (): string =>
  l10n.t('Only the first curl command was tried. To take a later one, copy it alone.');

const where = ({ line, column }: Place): string =>
  l10n.t('Line {0}, column {1} of the pasted text:', line, column);

type Placed = Extract<PasteProblem, { readonly place: Place }>;

function placedWords(problem: Placed): string {
  switch (problem.code) {
    case 'openQuote':
    case 'foreignQuote':
    case 'openSubstitution':
    case 'openHereDocument':
    case 'typographic':
    case 'entity':
      return quotingWords(problem);
    case 'placeholder':
      return l10n.t(
        '{0} is to be filled in. Write its value there, then paste it again.',
        problem.name,
      );
    case 'strayWord':
      return l10n.t(
        'the word that begins here belongs to no option and is no address. Put quotes around what belongs together, then paste it again.',
      );
    case 'escapedQuote':
      return l10n.t(
        'this quote is escaped for the text or the shell that the command stands in. Copy the command as curl itself shall get it, then paste it again.',
      );
    case 'webRequest':
      return l10n.t(
        '{0} is a parameter of Invoke-WebRequest, which Windows PowerShell calls curl too. Write the line with the options of curl.exe (-X, -H, -d), then paste it again.',
        problem.name,
      );
    case 'lostQuotes':
      return l10n.t(
        "the shell would take the quotes out of this body. Put single quotes around all of it ('…'), then paste it again.",
      );
    case 'expansion':
      return l10n.t(
        'only the shell knows what {0} stands for. Write its value there, then paste it again.',
        problem.name,
      );
    case 'noValue':
      return l10n.t(
        '{0} needs a value, and the line ends there. Copy the whole line, then paste it again.',
        problem.name,
      );
    case 'ambiguousOption':
      return l10n.t(
        'the option {0} is unknown, so the address behind it may be its value. Take the option out, then paste it again.',
        problem.name,
      );
    case 'pattern':
      return l10n.t(
        'curl would make addresses of the pattern {0}. Write one address, or add --globoff if it is meant as it stands, then paste it again.',
        problem.name,
      );
    case 'noAddress':
      return l10n.t(
        'this curl command has no address that can be read. Add it, then paste it again.',
      );
    case 'notAnOperation':
      return l10n.t(
        'there is no operation at {0} in the catalog. Choose one in the Operations view.',
        problem.path,
      );
    case 'otherMethod':
      if (problem.method === 'HEAD')
        return l10n.t(
          '{0} answers to {1}, and -I asks for its head alone. Take -I out, then paste it again.',
          problem.path,
          problem.allowed.join(', '),
        );
      return l10n.t(
        '{0} answers to {1}, not to {2}. Change the method, then paste it again.',
        problem.path,
        problem.allowed.join(', '),
        problem.method,
      );
  }
}

function quotingWords(
  problem: Extract<
    Placed,
    {
      readonly code:
        | 'openQuote'
        | 'foreignQuote'
        | 'openSubstitution'
        | 'openHereDocument'
        | 'typographic'
        | 'entity';
    }
  >,
): string {
  switch (problem.code) {
    case 'openQuote':
      return l10n.t(
        'the quote that opens at {0} is never closed. Copy the whole line, then paste it again.',
        problem.excerpt,
      );
    case 'foreignQuote':
      return l10n.t(
        'the quote at {0} means nothing to cmd. Put " in its place, and \\" for each one inside, then paste it again.',
        problem.excerpt,
      );
    case 'openSubstitution':
      return l10n.t(
        'what opens with {0} is never closed. Copy the whole line, then paste it again.',
        problem.mark,
      );
    case 'openHereDocument':
      return l10n.t(
        'the text that shall end with a line {0} never does. Copy that line too, then paste it again.',
        problem.name,
      );
    case 'entity':
      return l10n.t(
        '{0} is how the source of a web page writes a mark. Copy the line from the page as it is shown, or put the mark itself there, then paste it again.',
        problem.mark,
      );
    case 'typographic':
      return l10n.t(
        '{0} is a typographic mark, which no shell takes for its own. Put a straight one in its place (\' or ", or - for a dash), then paste it again.',
        problem.mark,
      );
  }
}
