import { l10n } from 'vscode';
import type { Diagnosis } from '../../core/diagnosis/diagnosis';
import type { FailureReason } from '../../core/transport/transport';
import { failureName } from './failureWords';
import { attempts } from './figures';
import { caughtWords } from './caughtWords';
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
import {
  certificateCardWords,
  leftWords,
  protocolCardWords,
  proxyCardWords,
} from './noAnswerWords';
import { refusedWords } from './refusedWords';
import { ruleWords } from './ruleWords';

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
      return {
        title: l10n.t('Add an API key'),
        detail: l10n.t(
          "Requests to {0} need a key. It is kept in the editor's secret storage, nowhere else. Nothing was sent.",
          profile,
        ),
      };
    case 'illegalKey':
      return {
        title: l10n.t('The stored key cannot be sent'),
        detail: l10n.t(
          'It holds a character that no header can carry. Enter the key again. Nothing was sent.',
        ),
      };
    case 'cannotBuild': {
      const broken = ruleWords(facts);
      return {
        title: broken?.title ?? l10n.t('The request is not complete'),
        detail: l10n.t(
          '{0} Nothing was sent.',
          broken?.detail ?? l10n.t('No request can be built from it yet; the form marks where.'),
        ),
      };
    }
    case 'foreignHeader':
      return {
        title: l10n.t('A header that this operation does not take'),
        detail: l10n.t(
          "Only the operation's own header parameters can be set; the key is added by the extension. Remove the other headers. Nothing was sent.",
        ),
      };
    case 'keyInRequest':
      return {
        title: l10n.t('An API key stands in the request'),
        detail: l10n.t(
          'It belongs in secret storage, from where the extension sends it in its own header. Store it there, or take it out. Nothing was sent, and the key is not kept with this run.',
        ),
      };
    case 'unverifiedTls':
      return {
        title: l10n.t('The key was held back'),
        detail: l10n.t(
          'Certificates are not verified at the moment, so {0} could be anybody. Turn verification on again, then send. Nothing was sent.',
          host,
        ),
      };
    case 'sandboxFailed':
      return {
        title: l10n.t('The sandbox did not start'),
        detail: l10n.t(
          'Nothing was sent. The Jobo log says why; try again, or switch to another profile.',
        ),
      };
    case 'unknownProfile':
      return {
        title: l10n.t('This profile is gone'),
        detail: l10n.t(
          'The profile "{0}" has been removed. Switch to another one, then send again. Nothing was sent.',
          profile,
        ),
      };
    case 'notConfirmed':
      return {
        title: l10n.t('Not sent'),
        detail: facts['sent']
          ? l10n.t(
              'The key has become one that is charged. The question before the next attempt was not confirmed, so it was not sent again.',
            )
          : l10n.t('The question before sending was not confirmed, so nothing was sent.'),
      };
    case 'notRecorded':
      return {
        title: l10n.t('The run could not be recorded'),
        detail: l10n.t(
          'History could not be written, and what spends or creates is only sent once it stands there. Nothing was sent or charged. Free some space, or mend the rights of its folder, then send again; the Jobo log names the failure.',
        ),
      };
    case 'ourFault':
      return {
        title: l10n.t('The extension failed before sending'),
        detail: l10n.t(
          'A fault of the extension itself stopped this request. Nothing was sent or charged. Send it again; if it fails again, copy the report and look into the Jobo log, which names the fault.',
        ),
      };
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

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : origin);
