import { l10n } from 'vscode';
import { ownOf } from '../../core/common/shape';
import type { FailureReason } from '../../core/transport/transport';
import { hostOf } from './hostOf';
import { leftWords } from './lossWords';
import { textOf, type Facts, type Worded } from './worded';

/** The card for a certificate that is not accepted; what to do depends on the reason. */
export function certificateCardWords(facts: Facts): Worded {
  return {
    title: l10n.t('The connection cannot be trusted'),
    detail: l10n.t('{0} {1}', certificateDetail(facts), leftWords(facts)),
  };
}

function certificateDetail(facts: Facts): string {
  const tell = ownOf<Detail>(details, textOf(facts, 'failure')) ?? otherDetail;
  return tell(hostOf(textOf(facts, 'origin')), textOf(facts, 'profile'));
}

type Detail = (host: string, profile: string) => string;

const details = {
  certificateExpired: host =>
    l10n.t(
      'The certificate of {0} has expired or does not begin yet. Check the date and time of this machine; if they are right, whoever runs the server has to renew it.',
      host,
    ),
  certificateHost: (host, profile) =>
    l10n.t(
      'The certificate that came is not made out to {0}. Check the base URL of {1}; a network that asks for a login does this, too.',
      host,
      profile,
    ),
  certificateSelfSigned: host =>
    l10n.t(
      'The certificate of {0} is self-signed: nobody but itself vouches for it. Behind a company proxy, see the setting http.systemCertificates.',
      host,
    ),
  certificateIssuer: host =>
    l10n.t(
      'The certificate of {0} is issued by an unknown authority. Behind a company proxy, see the setting http.systemCertificates.',
      host,
    ),
  certificatesUnread: host =>
    l10n.t(
      "The certificate of {0} is of an authority that the editor does not know by itself, and the system's certificates could not be read in time. Send again, as they may have been read meanwhile, or set jobo.network.connectTimeoutSeconds higher.",
      host,
    ),
  certificatesFailed: host =>
    l10n.t(
      "The certificate of {0} is of an authority that the editor does not know by itself, and reading the system's certificates failed. Send again, restart the editor if that stays so, or see the setting http.systemCertificates.",
      host,
    ),
} satisfies Partial<Record<FailureReason, Detail>>;

const otherDetail: Detail = host =>
  l10n.t('The certificate of {0} is not accepted. Diagnose Connection names the reason.', host);
