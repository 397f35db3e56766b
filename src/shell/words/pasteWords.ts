import { l10n } from 'vscode';
import type { LeftOut, PasteProblem } from '../../core/snippets/pasted';
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
    case 'moreAddresses':
      return l10n.t('all but the first address');
    case 'file':
      return l10n.t('the file for {0} (choose it in the form)', left.name);
    case 'strayKey':
      return l10n.t('a key outside its header');
  }
}

/** Why a text is no request, and what to do about it. */
export function pasteProblemWords(problem: PasteProblem): string {
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
    case 'openQuote':
      return l10n.t(
        'A quote of this curl line is never closed. Copy the whole line, then paste it again.',
      );
    case 'noAddress':
      return l10n.t('This curl line has no address that can be read. Add it, then paste it again.');
    case 'notAnOperation':
      return l10n.t(
        'There is no operation at {0} in the catalog. Choose one in the Operations view.',
        problem.path,
      );
    case 'otherMethod':
      return l10n.t(
        'The API takes {1} there, not {0}. Change the method, then paste it again.',
        problem.method,
        problem.allowed.join(', '),
      );
  }
}
