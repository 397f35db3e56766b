import { l10n } from 'vscode';
import type { FailureReason } from '../../core/transport/transport';

/** A short name of why no whole answer came, for attempt rows and History. */
export function failureName(reason: FailureReason): string {
  switch (reason) {
    case 'dns':
      return l10n.t('host not found');
    case 'connectRefused':
      return l10n.t('connection refused');
    case 'connectTimeout':
      return l10n.t('no connection in time');
    case 'networkUnreachable':
      return l10n.t('network unreachable');
    case 'tlsHandshake':
      return l10n.t('TLS handshake broken off');
    case 'proxyRefused':
      return l10n.t('proxy refused');
    case 'proxyLogin':
      return l10n.t('proxy wants a login');
    case 'proxyKerberos':
      return l10n.t('proxy wants Kerberos');
    case 'proxyNtlm':
      return l10n.t('proxy wants NTLM');
    case 'proxyDigest':
      return l10n.t('proxy wants Digest');
    case 'proxyUnreadable':
      return l10n.t('proxy not readable');
    case 'certificatesUnread':
      return l10n.t('system certificates not read');
    case 'certificatesFailed':
      return l10n.t('system certificates not readable');
    case 'proxyUnsupported':
      return l10n.t('proxy neither http nor https');
    case 'certificateExpired':
      return l10n.t('certificate expired');
    case 'certificateSelfSigned':
      return l10n.t('certificate self-signed');
    case 'certificateHost':
      return l10n.t('certificate of another host');
    case 'certificateIssuer':
      return l10n.t('certificate issuer unknown');
    case 'certificateOther':
      return l10n.t('certificate not accepted');
    case 'protocol':
      return l10n.t('not HTTP');
    case 'switchedProtocol':
      return l10n.t('another protocol');
    case 'headersTooLarge':
      return l10n.t('headers too large');
    case 'connectionLost':
      return l10n.t('connection lost');
    case 'headersTimeout':
      return l10n.t('no answer in time');
    case 'bodyTimeout':
      return l10n.t('answer stalled');
    case 'totalTimeout':
      return l10n.t('answer took too long');
    case 'damagedLength':
      return l10n.t('answer cut off');
    case 'damagedEncoding':
      return l10n.t('answer damaged');
    case 'tooLarge':
      return l10n.t('answer too large');
    case 'cancelled':
      return l10n.t('cancelled');
    case 'unverifiedTls':
      return l10n.t('TLS not verified');
    case 'illegalKey':
      return l10n.t('key unusable');
    case 'notRecorded':
      return l10n.t('not recorded');
    case 'other':
      return l10n.t('network failure');
  }
}
