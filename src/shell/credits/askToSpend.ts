import {
  CancellationTokenSource,
  commands as editor,
  l10n,
  window,
  type QuickPickItem,
} from 'vscode';
import { mostOf } from '../../core/price/estimate';
import { answeredAt } from '../../core/credits/repeats';
import type { Exchange } from '../../core/exchange';
import type { Limit, SpendLimits } from '../../core/credits/spendLimits';
import type { SpendAnswer, SpendQuestion } from '../../core/credits/spendQuestion';
import { runName } from '../words/runName';
import { age, credits, plainNumber } from '../words/figures';

type Choice = QuickPickItem & { readonly answer: SpendAnswer | 'settings' };

/**
 * Asks once before a run, with all reasons in one question. The safe answer comes first; a dismissed question, or one
 * that cannot be shown, means that nothing is sent.
 */
export async function askToSpend(
  question: SpendQuestion,
  signal: AbortSignal,
): Promise<SpendAnswer> {
  const most = credits(mostOf(question.estimate));
  const cancelled = new CancellationTokenSource();
  const stop = () => cancelled.cancel();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const options = {
      title: l10n.t('{0} may take up to {1}', runName(question.exchange), most),
      placeHolder: [
        ...keptWords(question),
        ...fixedRunWords(question),
        ...question.over.map(limit => overWords(limit, question)),
      ].join(' '),
      ignoreFocusOut: true,
    };
    const answer = await window
      .showQuickPick(choicesFor(question, most), options, cancelled.token)
      .then(
        chosen => chosen?.answer,
        () => undefined,
      );
    if (answer === 'settings') {
      void editor.executeCommand('workbench.action.openSettings', 'jobo.credits');
      return 'nothing';
    }
    return answer ?? 'nothing';
  } finally {
    signal.removeEventListener('abort', stop);
    cancelled.dispose();
  }
}

function choicesFor({ kept, estimate }: SpendQuestion, most: string): readonly Choice[] {
  const detail =
    estimate.kind === 'unknown'
      ? l10n.t('No price is published for it; {0} are assumed.', most)
      : l10n.t('It may take up to {0}.', most);
  const change: Choice = {
    answer: 'settings',
    label: l10n.t('Change the limits…'),
    detail: l10n.t('Opens the settings. Nothing is sent.'),
  };
  if (!kept) {
    const stay = l10n.t('Nothing is sent and nothing is taken.');
    return [
      { answer: 'nothing', label: l10n.t('Do not send'), detail: stay },
      { answer: 'send', label: l10n.t('Send'), detail },
      change,
    ];
  }
  const show: Choice = {
    answer: 'kept',
    label: l10n.t('Show the kept answer'),
    description: l10n.t('0 credits · {0}', ageOf(kept)),
    detail: l10n.t('Nothing is sent and nothing is taken.'),
  };
  return [show, { answer: 'send', label: l10n.t('Send again'), detail }, change];
}

const keptWords = ({ kept }: SpendQuestion): readonly string[] =>
  kept ? [l10n.t('The same request was answered {0}.', ageOf(kept))] : [];

/** Why a fix needs a question: it may cost more than the run it fixes. Names the profile, which may be another one. */
const fixedRunWords = ({
  fixedRunUpTo,
  exchange: { profile },
}: SpendQuestion): readonly string[] => {
  if (fixedRunUpTo === undefined) return [];
  return fixedRunUpTo === 0
    ? [l10n.t('The run that it mends took nothing; this one goes with {0}.', profile)]
    : [
        l10n.t(
          'The run that it mends could take up to {0}; this one goes with {1}.',
          credits(fixedRunUpTo),
          profile,
        ),
      ];
};

const ageOf = (kept: Exchange): string => age(Date.now() - answeredAt(kept));

/** The figures of one limit, as a sentence. */
function overWords(limit: Limit, question: SpendQuestion): string {
  const { limits, spending, estimate, unchecked } = question;
  if (unchecked.includes(limit)) return uncheckedWords(limit, limits);
  const most = mostOf(estimate);
  switch (limit) {
    case 'run':
      return l10n.t('More than {0} for one run.', credits(limits.run));
    case 'session':
      return l10n.t(
        'This window may have taken {0} so far; with this run {1}, over its limit of {2}.',
        plainNumber(spending.session),
        plainNumber(spending.session + most),
        credits(limits.session),
      );
    case 'day':
      return l10n.t(
        'Today may have taken {0} so far; with this run {1}, over the limit of {2} a day.',
        plainNumber(spending.day),
        plainNumber(spending.day + most),
        credits(limits.day),
      );
  }
}

/** Why a limit counts as reached: the ledger could not be read or written. */
const uncheckedWords = (limit: Limit, limits: SpendLimits): string =>
  limit === 'day'
    ? l10n.t(
        'What was taken today could not be read or written down, so the limit of {0} a day cannot be checked; the log says why.',
        credits(limits.day),
      )
    : l10n.t(
        'What this window has taken could not be read or written down, so its limit of {0} cannot be checked; the log says why.',
        credits(limits.session),
      );
