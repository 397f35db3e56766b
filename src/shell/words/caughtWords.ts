import { l10n } from 'vscode';
import type { Diagnosis, DiagnosisCode } from '../../core/diagnosis/diagnosis';
import { plainNumber } from './figures';

type CaughtCode = Extract<DiagnosisCode, 'notSucceeded' | 'warned' | 'noRows' | 'pageBeyond'>;

/** Answers that are good by their status and still leave something to do. */
export function caughtWords(code: CaughtCode, facts: Diagnosis['facts']) {
  const text = (name: string) => String(facts[name] ?? '');
  const figure = (name: string) => plainNumber(Number(facts[name] ?? 0));
  switch (code) {
    case 'notSucceeded':
      return {
        title: l10n.t('Answered, but without a result'),
        detail:
          text('value') === ''
            ? l10n.t('The API says that it did not succeed. Change the input and send again.')
            : l10n.t(
                'The API could make nothing of "{0}". Enter another value and send again.',
                text('value'),
              ),
      };
    case 'warned':
      return {
        title: l10n.t('Answered with a warning'),
        detail: warnedDetail(text('apiCode')),
      };
    case 'noRows':
      return {
        title: l10n.t('Nothing matched'),
        detail:
          facts['filters'] === 0
            ? l10n.t('No job fits the words asked for. Change them and send again.')
            : l10n.t('No job fits all filters together. Take one away and send again.'),
      };
    case 'pageBeyond':
      return {
        title: l10n.t('There is no page {0}', figure('page')),
        detail: l10n.t(
          '{0} jobs matched, on {1} pages. Go to the last one.',
          figure('total'),
          figure('pages'),
        ),
      };
  }
}

function warnedDetail(code: string): string {
  if (code === 'unknown_request_fields')
    return l10n.t('A member of the request is not known to the API and was ignored. Remove it.');
  if (code.startsWith('companies_'))
    return l10n.t('A company of the filter was not recognised. Correct its name, or remove it.');
  return l10n.t('Part of the request was not understood as it was meant. Its message says which.');
}
