import { l10n } from 'vscode';
import type { DiagnosisCode } from '../../core/diagnosis/diagnosis';
import { credits, plainNumber } from './figures';
import { lostCharge } from './lossWords';
import { textOf, type CodeWords, type Facts } from './worded';

/** Sentences for 2xx answers that still have a problem. */
export const successWithProblemWords = {
  emptyAnswer: facts => ({
    title: l10n.t('The answer is empty'),
    detail: `${emptyDetail(facts)} ${emptyCost(facts)}`,
  }),
  notSucceeded: facts => ({
    title: l10n.t('Answered, but without a result'),
    detail:
      textOf(facts, 'value') === ''
        ? l10n.t('The API says that it did not succeed. Change the input and send again.')
        : l10n.t(
            'The API could make nothing of "{0}". Enter another value and send again.',
            textOf(facts, 'value'),
          ),
  }),
  warned: facts => ({
    title: l10n.t('Answered with a warning'),
    detail: warnedDetail(textOf(facts, 'apiCode')),
  }),
  noRows: facts => ({
    title: l10n.t('Nothing matched'),
    detail: facts['sandbox']
      ? sandboxDetail(textOf(facts, 'word'))
      : facts['filters'] === 0
        ? l10n.t('No job fits the words asked for. Change them and send again.')
        : l10n.t('No job fits all filters together. Take one away and send again.'),
  }),
  pageBeyond: facts => ({
    title: l10n.t('There is no page {0}', figureOf(facts, 'page')),
    detail: l10n.t(
      '{0} jobs matched, on {1} pages. Go to the last one.',
      figureOf(facts, 'total'),
      figureOf(facts, 'pages'),
    ),
  }),
} satisfies Partial<Record<DiagnosisCode, CodeWords>>;

const figureOf = (facts: Facts, name: string): string => plainNumber(Number(facts[name] ?? 0));

function sandboxDetail(word: string): string {
  if (word === '')
    return l10n.t(
      'The data of the sandbox is small and invented, and none of it fits this request. Send it with fewer filters, or change it.',
    );
  return l10n.t(
    'The data of the sandbox is small and invented, and none of it fits this search. Search for "{0}", or change the request.',
    word,
  );
}

function warnedDetail(code: string): string {
  if (code === 'unknown_request_fields')
    return l10n.t('A member of the request is not known to the API and was ignored. Remove it.');
  if (code.startsWith('companies_'))
    return l10n.t('A company of the filter was not recognised. Correct its name, or remove it.');
  return l10n.t('Part of the request was not understood as it was meant. Its message says which.');
}

function emptyDetail({ status, found }: Facts): string {
  const answered = plainNumber(Number(status ?? 200));
  if (found === 'blanks')
    return l10n.t('It answered {0} with nothing but blanks, although JSON is due.', answered);
  if (found === 'nul')
    return l10n.t(
      'It answered {0} with nothing but NUL characters, although JSON is due.',
      answered,
    );
  if (found === 'null')
    return l10n.t('It answered {0} with nothing but "null", although more is due.', answered);
  return l10n.t('It answered {0} without a body, although JSON is due.', answered);
}

/** What the empty answer cost, as far as it says so, and what to do. */
function emptyCost(facts: Facts): string {
  const { charged, operationClass } = facts;
  if (typeof charged !== 'number') return lostCharge(facts);
  const cost =
    charged === 0 ? l10n.t('It took no credits.') : l10n.t('It took {0}.', credits(charged));
  const next =
    operationClass === 'creates'
      ? l10n.t('Look for the result before sending again.')
      : l10n.t('Send again; if it stays empty, diagnose the connection.');
  return `${cost} ${next}`;
}
