import { l10n } from 'vscode';
import type { WaitReason } from '../../core/common/world';
import { duration } from './figures';

/** The reason of a wait: "The server asked for 30 s." @param ms its length in milliseconds */
export function waitReason(reason: WaitReason, ms: number): string {
  switch (reason) {
    case 'server':
      return l10n.t('The server asked for {0}.', duration(ms));
    case 'serverAndBackoff':
      return l10n.t(
        '{0}: what the server asked for and a little more, as it is limiting repeatedly.',
        duration(ms),
      );
    case 'backoff':
      return l10n.t('{0}, longer each time.', duration(ms));
    case 'maintenance':
      return l10n.t('{0}: the API asks for 30 to 60 s when it is down.', duration(ms));
    case 'sharedLimit':
      return l10n.t('{0}: another run of this key was told to wait.', duration(ms));
    case 'person':
      return l10n.t('You chose this time.');
  }
}

/** How many runs of the same key go before this one, as they share its rate limit. */
export const aheadWords = (ahead: number): string =>
  ahead === 1
    ? l10n.t('1 run of this key goes first.')
    : l10n.t('{0} runs of this key go first, one by one.', ahead);

/** The text of a wait. It holds a literal {0} where the page puts the countdown. */
export function waitText(status: number | undefined, next: number, of: number): string {
  const then = next === 1 ? l10n.t('then it is sent') : l10n.t('then attempt {0} of {1}', next, of);
  if (status === undefined) return l10n.t('Waiting {0}, {1}.', '{0}', then);
  if (status === 429) return l10n.t('Rate limit: waiting {0}, {1}.', '{0}', then);
  if (status === 503) return l10n.t('Service unavailable: waiting {0}, {1}.', '{0}', then);
  return l10n.t('Answered {0}: waiting {1}, {2}.', status, '{0}', then);
}
