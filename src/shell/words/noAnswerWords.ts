import { l10n } from 'vscode';
import type { Diagnosis } from '../../core/diagnosis/diagnosis';
import { lostCharge } from './lossWords';

interface Worded {
  readonly title: string;
  readonly detail: string;
}

/** A certificate that is not accepted; each reason has another way out. */
export function certificateCardWords(facts: Diagnosis['facts'], host: string): Worded {
  return {
    title: l10n.t('The connection cannot be trusted'),
    detail: l10n.t('{0} {1}', certificateDetail(facts, host), leftWords(facts)),
  };
}

function certificateDetail(facts: Diagnosis['facts'], host: string): string {
  switch (String(facts['failure'])) {
    case 'certificateExpired':
      return l10n.t(
        'The certificate of {0} has expired or does not begin yet. Check the date and time of this machine; if they are right, whoever runs the server has to renew it.',
        host,
      );
    case 'certificateHost':
      return l10n.t(
        'The certificate that came is not made out to {0}. Check the base URL of {1}; a network that asks for a login does this, too.',
        host,
        String(facts['profile'] ?? ''),
      );
    case 'certificateSelfSigned':
      return l10n.t(
        'The certificate of {0} is self-signed: nobody but itself vouches for it. Behind a company proxy, see the setting http.systemCertificates.',
        host,
      );
    case 'certificateIssuer':
      return l10n.t(
        'The certificate of {0} is issued by an unknown authority. Behind a company proxy, see the setting http.systemCertificates.',
        host,
      );
    case 'certificatesUnread':
      return l10n.t(
        "The certificate of {0} is of an authority that the editor does not know by itself, and the system's certificates could not be read in time. Send again, as they may have been read meanwhile, or set jobo.network.connectTimeoutSeconds higher.",
        host,
      );
    case 'certificatesFailed':
      return l10n.t(
        "The certificate of {0} is of an authority that the editor does not know by itself, and reading the system's certificates failed. Send again, restart the editor if that stays so, or see the setting http.systemCertificates.",
        host,
      );
    default:
      return l10n.t(
        'The certificate of {0} is not accepted. Diagnose Connection names the reason.',
        host,
      );
  }
}

export function protocolCardWords(facts: Diagnosis['facts'], host: string): Worded {
  const profile = String(facts['profile'] ?? '');
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

/** Of an answer that nobody can read nobody knows what it took. */
const withCharge = (sentence: string, facts: Diagnosis['facts']): string =>
  facts['sent'] === true && facts['operationClass'] !== 'free'
    ? `${sentence} ${lostCharge(facts)}`
    : sentence;

/** An earlier attempt of the run may have been sent. */
export const leftWords = ({ sent }: Diagnosis['facts']): string =>
  sent === true ? l10n.t('The last attempt did not leave.') : l10n.t('Nothing was sent.');
