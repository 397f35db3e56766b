import { l10n } from 'vscode';
import type { CertificateFacts } from '../../core/transport/probe/connectionReport';
import type { FailureReason } from '../../core/transport/transport';
import type { BrokenStepWords } from './brokenStep';
import { failureName } from './failureWords';
import { moment, plainNumber } from './figures';
import { capital } from './lossWords';
import { verbatim } from './verbatim';

/** Begin, end and days left of a certificate. */
export function validityWords({ validFrom, validTo, daysLeft }: CertificateFacts): string {
  if (validFrom === undefined || validTo === undefined || daysLeft === undefined)
    return l10n.t('not readable');
  return l10n.t('{0} to {1}, {2}', moment(validFrom), moment(validTo), daysWords(daysLeft));
}

function daysWords(days: number): string {
  if (days === 1) return l10n.t('1 day left');
  if (days >= 0) return l10n.t('{0} days left', plainNumber(days));
  return days === -1
    ? l10n.t('ended less than a day ago')
    : l10n.t('ended {0} days ago', plainNumber(-days - 1));
}

/** Why a certificate is not accepted, and what to do about it. */
export function untrustedWords(
  reason: FailureReason,
  certificate: CertificateFacts | undefined,
  intended: IntendedServer,
): BrokenStepWords {
  if (certificate?.begun === false) {
    return {
      what: l10n.t('The certificate begins on {0} only.', moment(certificate.validFrom ?? '')),
      next: checkDate(),
    };
  }
  return (
    tellers[reason]?.(certificate, intended) ?? {
      what: l10n.t('{0}.', capital(failureName(reason))),
      next: l10n.t('Ask whoever runs the server; the code below names the reason.'),
    }
  );
}

/** The host that was connected to, and the profile that names it. */
interface IntendedServer {
  readonly host: string;
  readonly profile: string;
}

/** Words one reason; undefined where the certificate lacks a value for the sentence. */
type Teller = (
  certificate: CertificateFacts | undefined,
  intended: IntendedServer,
) => BrokenStepWords | undefined;

const tellers: Readonly<Partial<Record<FailureReason, Teller>>> = {
  certificateExpired: certificate =>
    certificate?.validTo === undefined
      ? undefined
      : {
          what: l10n.t('The certificate ended on {0}.', moment(certificate.validTo)),
          next: checkDate(),
        },
  certificateSelfSigned: () => ({
    what: l10n.t('The certificate is self-signed: nobody but itself vouches for it.'),
    next: l10n.t(
      'If it is a server of your own, add its certificate to those of the system, which http.systemCertificates takes in; otherwise do not use it.',
    ),
  }),
  certificateHost: (certificate, { host, profile }) => {
    const names = (certificate?.names ?? []).slice(0, 5).map(name => verbatim(name));
    const whose = names.length > 0 ? names.join(', ') : verbatim(certificate?.subject ?? '');
    return {
      what: l10n.t('The certificate is made out to {0}, not to {1}.', whose, verbatim(host)),
      next: l10n.t(
        'Check the base URL of {0}; a network that asks for a login does this, too.',
        profile,
      ),
    };
  },
  certificateIssuer: certificate => ({
    what: l10n.t(
      'The certificate was issued by {0}, which this machine does not know.',
      verbatim(certificate?.issuer ?? ''),
    ),
    next: l10n.t(
      "Behind a company proxy, its authority has to be among the system's certificates, and http.systemCertificates has to be on.",
    ),
  }),
};

const checkDate = () =>
  l10n.t(
    'Check the date and time of this machine; if they are right, whoever runs the server has to renew it.',
  );
