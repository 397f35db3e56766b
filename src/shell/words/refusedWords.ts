import { l10n } from 'vscode';
import type { Diagnosis, DiagnosisCode } from '../../core/diagnosis/diagnosis';
import { attempts, clockWithSeconds, credits, plainNumber } from './figures';
import { notFoundWords } from './notFoundWords';
import { ruleWords } from './ruleWords';

type RefusedCode = Extract<
  DiagnosisCode,
  | 'badRequest'
  | 'badCursor'
  | 'keyRejected'
  | 'wrongKeyKind'
  | 'insufficientCredits'
  | 'forbidden'
  | 'feedNotInPlan'
  | 'managedFeedRefused'
  | 'autoApplyGated'
  | 'notFound'
  | 'feedRestart'
  | 'keyReused'
  | 'keyInFlight'
  | 'staleState'
  | 'conflict'
  | 'rateLimited'
  | 'requestTooLarge'
  | 'notThisApi'
  | 'otherClientError'
>;

/**
 * The sentences for what the API itself refuses, 4xx.
 * @param says whether the answer has words of its own, which the card then shows
 */
export function refusedWords(code: RefusedCode, facts: Diagnosis['facts'], says: boolean) {
  const text = (name: string) => String(facts[name] ?? '');
  const profile = text('profile');
  switch (code) {
    case 'badRequest': {
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
    }
    case 'badCursor':
      return {
        title: l10n.t('The cursor is not accepted any more'),
        detail:
          facts['operationClass'] === 'spends'
            ? l10n.t(
                'It may be old, of other filters or of another key. Start over without it; rows that come again are charged again.',
              )
            : l10n.t('It may be old, of other filters or of another key. Start over without it.'),
      };
    case 'keyRejected':
      return { title: l10n.t('The key was not accepted'), detail: keyDetail(facts) };
    case 'wrongKeyKind':
      return {
        title: l10n.t('Auto Apply does not take this key'),
        detail: l10n.t(
          'The key of {0} is a master key. Set a key of the organisation, or switch to a profile that has one. Nothing was charged.',
          profile,
        ),
      };
    case 'insufficientCredits':
      return { title: l10n.t('Not enough credits'), detail: shortfallDetail(facts) };
    case 'forbidden':
      return {
        title: l10n.t('The key has no permission for this'),
        detail: l10n.t(
          '"{0}" needs a plan or a permission that the key of {1} does not have. The dashboard shows what it has.',
          text('operation'),
          profile,
        ),
      };
    case 'feedNotInPlan':
      return {
        title: l10n.t('The feed is not part of this plan'),
        detail:
          text('tag') === 'Jobs Feed'
            ? l10n.t(
                'The account behind this key has no feed access. Search answers the same filters page by page.',
              )
            : l10n.t(
                'The account behind this key has no access to "{0}". See the plans, or switch to a profile that has it.',
                text('operation'),
              ),
      };
    case 'managedFeedRefused':
      return {
        title: l10n.t('The managed feed does not take this key'),
        detail: l10n.t(
          'It answers live keys of accounts with Managed Job Scraping; test and marketplace keys are refused. Switch the profile, or use the job feed.',
        ),
      };
    case 'autoApplyGated':
      return {
        title: l10n.t('Auto Apply is not open for this account'),
        detail: gateDetail(text('apiCode')),
      };
    case 'notFound':
      return notFoundWords(facts);
    case 'feedRestart':
      return {
        title: l10n.t('This scan has to start over'),
        detail: l10n.t(
          'A walk by recency went as deep as the API allows. Start over without its cursor; with stable_scan it does not happen again.',
        ),
      };
    case 'keyReused':
      return {
        title: l10n.t('This idempotency key is taken'),
        detail: l10n.t(
          'The API has seen it with another body, or no longer has its result. Look at the applications first; a new key starts another one.',
        ),
      };
    case 'keyInFlight':
      return {
        title: l10n.t('The first request is still at work'),
        detail: l10n.t(
          'The same application is being started. Send again in a while: the same key joins it, nothing is started twice.',
        ),
      };
    case 'staleState':
      return {
        title: l10n.t('The application has moved on'),
        detail: l10n.t(
          'This request fits an earlier state of it. Fetch the current state, then answer that.',
        ),
      };
    case 'conflict':
      return {
        title: l10n.t('The request does not fit the present state'),
        detail: l10n.t('Something changed in between. Read the present state, then try again.'),
      };
    case 'rateLimited':
      return { title: l10n.t('Too many requests'), detail: limitDetail(facts) };
    case 'requestTooLarge':
      return {
        title: l10n.t('The request is too large'),
        detail: l10n.t(
          'It answered {0}. Ask with fewer or shorter values, then send again. Nothing was charged.',
          text('status'),
        ),
      };
    case 'notThisApi':
      return {
        title: l10n.t('The address answers otherwise than the API'),
        detail: l10n.t(
          'It answered {0}, which the API does not do for this request. Check the base URL of {1}, or switch the profile.',
          text('status'),
          profile,
        ),
      };
    case 'otherClientError':
      return {
        title: l10n.t('The API refused the request'),
        detail: says
          ? l10n.t(
              'It answered {0}. Its message says why; change the request and send again.',
              text('status'),
            )
          : l10n.t(
              'It answered {0} and does not say why. Look up the status code, then change the request.',
              text('status'),
            ),
      };
  }
}

function keyDetail(facts: Diagnosis['facts']): string {
  if (facts['malformed'] === true) {
    return l10n.t(
      'It is not in the form of a Jobo key (jbe_live_… or jbe_test_…, 74 characters); a part may be missing. Copy it again from Developers → API Keys in the dashboard. Nothing was charged.',
    );
  }
  if (facts['keyChanged'] === true) {
    return l10n.t(
      'The key was set anew during this run, and the new one was rejected. Check that it was copied whole, or enter another one. Nothing was charged.',
    );
  }
  if (facts['otherOrigin'] === true) {
    return l10n.t(
      'It may have been revoked, or it belongs to another environment than {0}. Enter the one of this address, or switch the profile. Nothing was charged.',
      String(facts['origin'] ?? ''),
    );
  }
  return l10n.t(
    'It may have been revoked or rotated. Check it under Developers → API Keys in the dashboard, or enter the new one. Nothing was charged.',
  );
}

function shortfallDetail(facts: Diagnosis['facts']): string {
  const { required, balance, affordable, member } = facts;
  if (typeof required !== 'number' || typeof balance !== 'number') {
    return l10n.t(
      'The API prices the requested size before it works. Ask for fewer rows, or top up. Nothing was charged.',
    );
  }
  const figures = l10n.t(
    'This request may cost {0}; the wallet holds {1}: {2} short.',
    credits(required),
    plainNumber(balance),
    plainNumber(Math.max(0, required - balance)),
  );
  const next =
    typeof affordable === 'number'
      ? l10n.t('Ask for {0} rows, or top up.', plainNumber(affordable))
      : typeof member === 'string'
        ? l10n.t('Not even one row is covered. Top up, or try it in the sandbox.')
        : l10n.t('Top up, or try it in the sandbox.');
  return l10n.t('{0} {1} Nothing was charged.', figures, next);
}

function gateDetail(code: string): string {
  switch (code) {
    case 'auto_apply_agreement_required':
      return l10n.t(
        'Its agreement has not been accepted yet. The Auto Apply page of the dashboard asks for it.',
      );
    case 'auto_apply_review_required':
      return l10n.t(
        'The review of the account is not finished. The Auto Apply page of the dashboard shows how it stands.',
      );
    case 'auto_apply_not_enabled':
      return l10n.t(
        'It has not been given access yet. Ask for it on the Auto Apply page of the dashboard.',
      );
    default:
      return l10n.t(
        'It needs access, an accepted agreement and an approved review. The Auto Apply page of the dashboard shows which is missing.',
      );
  }
}

function limitDetail(facts: Diagnosis['facts']): string {
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
