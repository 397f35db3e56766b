import { l10n } from 'vscode';
import type { DiagnosisCode } from '../../core/diagnosis/diagnosis';
import type { CodeWords } from './worded';

/** Sentences for requests that conflict with earlier ones. */
export const conflictWords = {
  feedRestart: () => ({
    title: l10n.t('This scan has to start over'),
    detail: l10n.t(
      'A walk by recency went as deep as the API allows. Start over without its cursor; with stable_scan it does not happen again.',
    ),
  }),
  keyReused: () => ({
    title: l10n.t('This idempotency key is taken'),
    detail: l10n.t(
      'The API has seen it with another body, or no longer has its result. Look at the applications first; a new key starts another one.',
    ),
  }),
  keyInFlight: () => ({
    title: l10n.t('The first request is still at work'),
    detail: l10n.t(
      'The same application is being started. Send again in a while: the same key joins it, nothing is started twice.',
    ),
  }),
  staleState: () => ({
    title: l10n.t('The application has moved on'),
    detail: l10n.t(
      'This request fits an earlier state of it. Fetch the current state, then answer that.',
    ),
  }),
  conflict: () => ({
    title: l10n.t('The request does not fit the present state'),
    detail: l10n.t('Something changed in between. Read the present state, then try again.'),
  }),
} satisfies Partial<Record<DiagnosisCode, CodeWords>>;
