import { l10n } from 'vscode';
import type { DiagnosisCode } from '../../core/diagnosis/diagnosis';
import { credits, plainNumber } from './figures';
import { textOf, type CodeWords, type Facts } from './worded';

/** Sentences for requests that the API refuses because of the key or its account. */
export const accountWords = {
  keyRejected: facts => ({ title: l10n.t('The key was not accepted'), detail: keyDetail(facts) }),
  wrongKeyKind: facts => ({
    title: l10n.t('Auto Apply does not take this key'),
    detail: l10n.t(
      'The key of {0} is a master key. Set a key of the organisation, or switch to a profile that has one. Nothing was charged.',
      textOf(facts, 'profile'),
    ),
  }),
  insufficientCredits: facts => ({
    title: l10n.t('Not enough credits'),
    detail: shortfallDetail(facts),
  }),
  forbidden: facts => ({
    title: l10n.t('The key has no permission for this'),
    detail: l10n.t(
      '"{0}" needs a plan or a permission that the key of {1} does not have. The dashboard shows what it has.',
      textOf(facts, 'operation'),
      textOf(facts, 'profile'),
    ),
  }),
  feedNotInPlan: facts => ({
    title: l10n.t('The feed is not part of this plan'),
    detail:
      textOf(facts, 'tag') === 'Jobs Feed'
        ? l10n.t(
            'The account behind this key has no feed access. Search answers the same filters page by page.',
          )
        : l10n.t(
            'The account behind this key has no access to "{0}". See the plans, or switch to a profile that has it.',
            textOf(facts, 'operation'),
          ),
  }),
  managedFeedRefused: () => ({
    title: l10n.t('The managed feed does not take this key'),
    detail: l10n.t(
      'It answers live keys of accounts with Managed Job Scraping; test and marketplace keys are refused. Switch the profile, or use the job feed.',
    ),
  }),
  autoApplyGated: facts => ({
    title: l10n.t('Auto Apply is not open for this account'),
    detail: gateDetail(textOf(facts, 'apiCode')),
  }),
} satisfies Partial<Record<DiagnosisCode, CodeWords>>;

function keyDetail(facts: Facts): string {
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

function shortfallDetail(facts: Facts): string {
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
