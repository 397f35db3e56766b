import { l10n } from 'vscode';
import type { Diagnosis } from '../../core/diagnosis/diagnosis';
import type { FailureReason } from '../../core/transport/transport';
import { failureName } from './failureWords';
import { attempts } from './figures';
import { caughtWords } from './caughtWords';
import { heldBackWords } from './heldBackWords';
import { hostOf } from './hostOf';
import {
  capital,
  damagedWords,
  lost,
  lostCharge,
  pausedDetail,
  stoppedWords,
  triedOver,
  unrecordedWords,
} from './lossWords';
import { certificateCardWords, leftWords, protocolCardWords } from './noAnswerWords';
import { proxyCardWords } from './proxyWords';
import { refusedWords } from './refusedWords';

export interface Worded {
  readonly title: string;
  /** What happened to this request, then what to do. */
  readonly detail: string;
}

/** The sentences of a diagnosis; the only place where a code becomes words. */
export function diagnosisWords(diagnosis: Diagnosis): Worded {
  const { title, detail } = codeWords(diagnosis);
  const unrecorded = unrecordedWords(diagnosis.facts);
  return { title, detail: unrecorded === undefined ? detail : `${detail} ${unrecorded}` };
}

function codeWords({ code, facts, message }: Diagnosis): Worded {
  const text = (name: string) => String(facts[name] ?? '');
  const figure = (name: string) => (typeof facts[name] === 'number' ? facts[name] : undefined);
  const profile = text('profile');
  const host = hostOf(text('origin'));
  const tried = attempts(figure('attempts') ?? 1);
  switch (code) {
    case 'noKey':
    case 'illegalKey':
    case 'cannotBuild':
    case 'foreignHeader':
    case 'keyInRequest':
    case 'unverifiedTls':
    case 'sandboxFailed':
    case 'unknownProfile':
    case 'notConfirmed':
    case 'notRecorded':
    case 'ourFault':
      return heldBackWords(code, facts);
    case 'badRequest':
    case 'badCursor':
    case 'keyRejected':
    case 'wrongKeyKind':
    case 'insufficientCredits':
    case 'forbidden':
    case 'feedNotInPlan':
    case 'managedFeedRefused':
    case 'autoApplyGated':
    case 'notFound':
    case 'feedRestart':
    case 'keyReused':
    case 'keyInFlight':
    case 'staleState':
    case 'conflict':
    case 'rateLimited':
    case 'requestTooLarge':
    case 'notThisApi':
    case 'otherClientError':
      return refusedWords(code, facts, message !== undefined);
    case 'serverError':
      return {
        title: l10n.t('The server keeps failing'),
        detail:
          stoppedWords(facts) ??
          l10n.t(
            '{0} answered 500. status.jobo.world may know more; send again later.',
            triedOver(facts),
          ),
      };
    case 'unavailable':
      return {
        title: l10n.t('The API is unavailable'),
        detail: l10n.t(
          '{0} answered 503, mostly planned maintenance. status.jobo.world may know when it ends.',
          triedOver(facts),
        ),
      };
    case 'paused':
      return {
        title: l10n.t('Paused by Jobo'),
        detail: pausedDetail(facts),
      };
    case 'gateway':
      return {
        title: l10n.t('A gateway answered instead of the API'),
        detail:
          stoppedWords(facts) ??
          l10n.t(
            'It answered {0} after {1}. Send again in a while; status.jobo.world may know more.',
            text('status'),
            triedOver(facts),
          ),
      };
    case 'redirected':
      return {
        title: l10n.t('The server points elsewhere'),
        detail: l10n.t(
          'It answered {0} and names {1}. It was not followed, so the key stayed here. Check the base URL of {2}.',
          text('status'),
          text('location') || l10n.t('no address'),
          profile,
        ),
      };
    case 'certificate':
      return certificateCardWords(facts, host);
    case 'proxy':
      return proxyCardWords(facts);
    case 'unreachable':
      return {
        title: l10n.t('No connection to {0}', host),
        detail: l10n.t(
          '{0}, {1}. {2} {3}',
          capital(failureName(text('failure') as FailureReason)),
          tried,
          leftWords(facts),
          stoppedWords(facts) ??
            l10n.t('Check the network, the VPN and the base URL, then send again.'),
        ),
      };
    case 'protocol':
      return protocolCardWords(facts, host);
    case 'noAnswer':
    case 'timedOut':
      return { title: l10n.t('No answer came back'), detail: lost(facts) };
    case 'damaged':
      return damagedWords(facts);
    case 'cancelled':
      return {
        title: l10n.t('Cancelled'),
        detail:
          facts['sent'] === true
            ? lostCharge(facts)
            : facts['attempts'] === 0
              ? l10n.t('Nothing had been sent.')
              : l10n.t('It was waiting; nothing more is sent. Nothing was charged.'),
      };
    case 'interrupted':
      return {
        title: l10n.t('Interrupted'),
        detail:
          facts['fault'] === true
            ? l10n.t(
                'The extension itself failed while it ran; the Jobo log names the fault. {0}',
                lostCharge(facts),
              )
            : l10n.t('The window closed while it ran. {0}', lostCharge(facts)),
      };
    case 'emptyAnswer':
    case 'notSucceeded':
    case 'warned':
    case 'noRows':
    case 'pageBeyond':
      return caughtWords(code, facts);
  }
}
