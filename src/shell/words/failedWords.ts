import { l10n } from 'vscode';
import type { DiagnosisCode } from '../../core/diagnosis/diagnosis';
import { pausedDetail, stoppedWords, triedOver } from './lossWords';
import { textOf, type CodeWords } from './worded';

/** Sentences for failures of the API or of a gateway before it. */
export const failedWords = {
  serverError: facts => ({
    title: l10n.t('The server keeps failing'),
    detail:
      stoppedWords(facts) ??
      l10n.t(
        '{0} answered 500. status.jobo.world may know more; send again later.',
        triedOver(facts),
      ),
  }),
  unavailable: facts => ({
    title: l10n.t('The API is unavailable'),
    detail: l10n.t(
      '{0} answered 503, mostly planned maintenance. status.jobo.world may know when it ends.',
      triedOver(facts),
    ),
  }),
  paused: facts => ({
    title: l10n.t('Paused by Jobo'),
    detail: pausedDetail(facts),
  }),
  gateway: facts => ({
    title: l10n.t('A gateway answered instead of the API'),
    detail:
      stoppedWords(facts) ??
      l10n.t(
        'It answered {0} after {1}. Send again in a while; status.jobo.world may know more.',
        textOf(facts, 'status'),
        triedOver(facts),
      ),
  }),
  redirected: facts => ({
    title: l10n.t('The server points elsewhere'),
    detail: l10n.t(
      'It answered {0} and names {1}. It was not followed, so the key stayed here. Check the base URL of {2}.',
      textOf(facts, 'status'),
      textOf(facts, 'location') || l10n.t('no address'),
      textOf(facts, 'profile'),
    ),
  }),
} satisfies Partial<Record<DiagnosisCode, CodeWords>>;
