import { l10n } from 'vscode';
import type { DiagnosisCode } from '../../core/diagnosis/diagnosis';
import type { FailureReason } from '../../core/transport/transport';
import { certificateCardWords } from './certificateCardWords';
import { failureName } from './failureWords';
import { attempts } from './figures';
import { hostOf } from './hostOf';
import { capital, damagedWords, leftWords, lost, lostCharge, stoppedWords } from './lossWords';
import { proxyCardWords } from './proxyWords';
import { textOf, type CodeWords, type Facts, type Worded } from './worded';

/** Sentences for runs without an answer, or without a whole one. */
export const noAnswerWords = {
  unreachable: facts => ({
    title: l10n.t('No connection to {0}', hostOf(textOf(facts, 'origin'))),
    detail: l10n.t(
      '{0}, {1}. {2} {3}',
      capital(failureName(textOf(facts, 'failure') as FailureReason)),
      attempts(typeof facts['attempts'] === 'number' ? facts['attempts'] : 1),
      leftWords(facts),
      stoppedWords(facts) ??
        l10n.t('Check the network, the VPN and the base URL, then send again.'),
    ),
  }),
  certificate: certificateCardWords,
  proxy: proxyCardWords,
  protocol: protocolCardWords,
  noAnswer: lostWords,
  timedOut: lostWords,
  damaged: damagedWords,
  cancelled: facts => ({
    title: l10n.t('Cancelled'),
    detail:
      facts['sent'] === true
        ? lostCharge(facts)
        : facts['attempts'] === 0
          ? l10n.t('Nothing had been sent.')
          : l10n.t('It was waiting; nothing more is sent. Nothing was charged.'),
  }),
  interrupted: facts => ({
    title: l10n.t('Interrupted'),
    detail:
      facts['fault'] === true
        ? l10n.t(
            'The extension itself failed while it ran; the Jobo log names the fault. {0}',
            lostCharge(facts),
          )
        : l10n.t('The window closed while it ran. {0}', lostCharge(facts)),
  }),
} satisfies Partial<Record<DiagnosisCode, CodeWords>>;

function lostWords(facts: Facts): Worded {
  return { title: l10n.t('No answer came back'), detail: lost(facts) };
}

function protocolCardWords(facts: Facts): Worded {
  const host = hostOf(textOf(facts, 'origin'));
  const profile = textOf(facts, 'profile');
  if (facts['failure'] === 'switchedProtocol') {
    return {
      title: l10n.t('The server switches to another protocol'),
      detail: withCharge(
        l10n.t(
          '{0} answered 101, which nobody asked for: something else than the API is there, such as a WebSocket. Check the base URL of {1}.',
          host,
          profile,
        ),
        facts,
      ),
    };
  }
  if (facts['failure'] === 'headersTooLarge') {
    return {
      title: l10n.t('The headers of the answer are too long'),
      detail: l10n.t(
        "{0} sends more of them than can be read: 256 KB, or 16 KB through the editor's own network, which the setting jobo.network.transport chooses. {1}",
        host,
        lostCharge(facts),
      ),
    };
  }
  return {
    title: l10n.t('The server does not speak HTTP properly'),
    detail: withCharge(
      l10n.t(
        'What {0} answered is not HTTP as it should be. Check the base URL of {1}.',
        host,
        profile,
      ),
      facts,
    ),
  };
}

/** Adds what may have been charged, as an answer that cannot be read does not tell. */
const withCharge = (sentence: string, facts: Facts): string =>
  facts['sent'] === true && facts['operationClass'] !== 'free'
    ? `${sentence} ${lostCharge(facts)}`
    : sentence;
