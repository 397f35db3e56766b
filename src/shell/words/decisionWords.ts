import { l10n } from 'vscode';
import type { Tried } from '../../core/transport/dial';
import type { Address, ConnectionReport } from '../../core/transport/probe/connectionReport';
import { failureName } from './failureWords';
import { plainNumber } from './figures';
import { verbatim } from './verbatim';

/** Further decisions about the connection, each with the setting or variable that made it. */
export function decisionWords(report: ConnectionReport): readonly string[] {
  const { looked, unverifiedBy } = report;
  const { notExcludedBy, unused, extraCertificates, strictSslIdle } = looked;
  const told = [
    transportWords(report),
    notExcludedBy === undefined
      ? undefined
      : l10n.t('No entry of {0} covers this host', verbatim(notExcludedBy)),
    unused.length === 0
      ? undefined
      : l10n.t(
          'Set as well, without a say here: {0}',
          unused.map(each => verbatim(each)).join(', '),
        ),
    ...loginDecisions(looked),
    strictSslIdle
      ? l10n.t(
          '{0} is off, which counts for proxies only: there is none',
          verbatim('http.proxyStrictSSL'),
        )
      : undefined,
    unverifiedBy === undefined
      ? undefined
      : l10n.t('Certificates are not verified, by {0}', verbatim(unverifiedBy)),
    extraCertificates
      ? l10n.t('Certificates of {0} are trusted, too', verbatim('NODE_EXTRA_CA_CERTS'))
      : undefined,
  ];
  return told.filter(text => text !== undefined);
}

function loginDecisions({ overruledLogin, kerberos }: ConnectionReport['looked']) {
  return [
    overruledLogin === undefined
      ? undefined
      : l10n.t(
          'The login in the address of {0} is not sent: {1} stands above it',
          verbatim(overruledLogin),
          verbatim('http.proxyAuthorization'),
        ),
    kerberos
      ? l10n.t(
          "{0} is set; only the editor's own network can log in with Kerberos",
          verbatim('http.proxyKerberosServicePrincipal'),
        )
      : undefined,
  ];
}

/** Which of the two networks is used, and why the editor's was tried. Undefined in mode `editor`. */
function transportWords({ mode, stages }: ConnectionReport): string | undefined {
  const by = verbatim('jobo.network.transport');
  if (mode === 'editor') return undefined;
  if (mode === 'undici') return l10n.t('Over connections of our own, by {0}', by);
  return stages.editor === undefined
    ? l10n.t(
        "Over connections of our own; {0} would ask the editor's network only where that may know another way",
        by,
      )
    : l10n.t(
        "The editor's network was asked after ours had failed, as it may know another way, by {0}",
        by,
      );
}

/** How many certificates the system has, and which setting decides whether they count. */
export function systemCertificatesWords(
  stage: NonNullable<ConnectionReport['certificates']>,
): string {
  const by = verbatim('http.systemCertificates');
  if (stage.kind === 'notTried') return l10n.t('Not tried.');
  if (stage.kind === 'failed') {
    if (stage.reason === 'cancelled') return l10n.t('It was cancelled here.');
    return stage.reason === 'certificatesFailed'
      ? l10n.t(
          '✗ Asked for by {0}, but reading them failed; only those that the editor brings count. Restart the editor and run it again, or turn {0} off if nothing needs them.',
          by,
        )
      : l10n.t(
          '✗ Asked for by {0}, but they could not be read in time; only those that the editor brings count. Run it again, set {1} higher, or turn {0} off if nothing needs them.',
          by,
          verbatim('jobo.network.connectTimeoutSeconds'),
        );
  }
  const { facts } = stage;
  switch (facts.kind) {
    case 'off':
      return l10n.t('Not used, by {0}', by);
    case 'unread':
      return l10n.t('Not read');
    case 'unavailable':
      return l10n.t('Asked for by {0}, but this editor cannot tell them', by);
    case 'read':
      return l10n.t(
        'Used, by {0}: {1}, of which the editor itself does not know {2}',
        by,
        plainNumber(facts.count),
        plainNumber(facts.added),
      );
  }
}

export const addressWords = ({ address, family }: Address): string =>
  `${verbatim(address)} (IPv${family})`;

export function connectedWords(
  facts: Address & { readonly port: number; readonly tried: readonly Tried[] },
): string {
  const told = l10n.t('Connected to {0}, port {1}', addressWords(facts), String(facts.port));
  const others = triedWords(facts.tried);
  return others === '' ? told : l10n.t('{0}. {1}', told, others);
}

/** Every address that was tried, with its result; empty where it was only one. */
export function triedWords(tried: readonly Tried[]): string {
  if (tried.length < 2) return '';
  const each = tried.map(({ outcome, ...address }) => {
    const name = addressWords(address);
    if (outcome === 'connected') return l10n.t('{0} answered first', name);
    return outcome === 'pending'
      ? l10n.t('{0} had not answered', name)
      : l10n.t('{0}: {1}', name, failureName(outcome));
  });
  return l10n.t('Tried in turn: {0}', each.join(', '));
}
