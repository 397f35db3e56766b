import { l10n } from 'vscode';
import type { DiagnosisCode } from '../../core/diagnosis/diagnosis';
import { attempts, clockWithSeconds } from './figures';
import { notFoundWords } from './notFoundWords';
import { ruleWords } from './ruleWords';
import { textOf, type CodeWords, type Facts } from './worded';

/** Sentences for requests that the API refuses whatever key they are sent with. */
export const refusedWords = {
  badRequest: (facts, says) => {
    const broken = ruleWords(facts);
    return {
      title: broken?.title ?? l10n.t('The API did not accept the request'),
      detail: l10n.t(
        '{0} Nothing was charged.',
        broken?.detail ??
          (says
            ? l10n.t('Its message says what is wrong. Mend that and send again.')
            : l10n.t(
                'It does not say what is wrong. Compare the request with the documentation, change it and send again.',
              )),
      ),
    };
  },
  badCursor: facts => ({
    title: l10n.t('The cursor is not accepted any more'),
    detail:
      facts['operationClass'] === 'spends'
        ? l10n.t(
            'It may be old, of other filters or of another key. Start over without it; rows that come again are charged again.',
          )
        : l10n.t('It may be old, of other filters or of another key. Start over without it.'),
  }),
  notFound: facts => notFoundWords(facts),
  requestTooLarge: facts => ({
    title: l10n.t('The request is too large'),
    detail: l10n.t(
      'It answered {0}. Ask with fewer or shorter values, then send again. Nothing was charged.',
      textOf(facts, 'status'),
    ),
  }),
  rateLimited: facts => ({ title: l10n.t('Too many requests'), detail: limitDetail(facts) }),
  notThisApi: facts => ({
    title: l10n.t('The address answers otherwise than the API'),
    detail: l10n.t(
      'It answered {0}, which the API does not do for this request. Check the base URL of {1}, or switch the profile.',
      textOf(facts, 'status'),
      textOf(facts, 'profile'),
    ),
  }),
  otherClientError: (facts, says) => ({
    title: l10n.t('The API refused the request'),
    detail: says
      ? l10n.t(
          'It answered {0}. Its message says why; change the request and send again.',
          textOf(facts, 'status'),
        )
      : l10n.t(
          'It answered {0} and does not say why. Look up the status code, then change the request.',
          textOf(facts, 'status'),
        ),
  }),
} satisfies Partial<Record<DiagnosisCode, CodeWords>>;

function limitDetail(facts: Facts): string {
  const { opensAt, attempts: count, apiCode } = facts;
  const tried = attempts(typeof count === 'number' ? count : 1);
  const opens =
    typeof opensAt !== 'string'
      ? l10n.t('The server named no time; send again in a while.')
      : Date.parse(opensAt) > Date.now()
        ? l10n.t('The limit opens again at {0}.', clockWithSeconds(opensAt))
        : l10n.t('The limit was to open at {0}, which has passed.', clockWithSeconds(opensAt));
  if (apiCode === 'application_quota_exceeded') {
    return l10n.t(
      'Auto Apply takes 5 live applications in 24 hours, 20 in the sandbox in an hour. {0} Nothing was charged.',
      opens,
    );
  }
  if (apiCode === 'application_capacity_exceeded' || apiCode === 'concurrency_limit_reached') {
    return l10n.t(
      'Too many applications are queued or running. Wait until one of them ends. {0} Nothing was charged.',
      opens,
    );
  }
  return l10n.t('Still limited after {0}. {1} Nothing was charged.', tried, opens);
}
