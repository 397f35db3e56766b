import { l10n } from 'vscode';
import type { FailureReason } from '../../core/transport/transport';

/** A short name for the reason why no whole answer came, for attempt rows and History. */
export const failureName = (reason: FailureReason): string => names[reason]();

const names: Readonly<Record<FailureReason, () => string>> = {
  dns: () => l10n.t('host not found'),
  connectRefused: () => l10n.t('connection refused'),
  connectTimeout: () => l10n.t('no connection in time'),
  networkUnreachable: () => l10n.t('network unreachable'),
  tlsHandshake: () => l10n.t('TLS handshake broken off'),
  proxyRefused: () => l10n.t('proxy refused'),
  proxyLogin: () => l10n.t('proxy wants a login'),
  proxyKerberos: () => l10n.t('proxy wants Kerberos'),
  proxyNtlm: () => l10n.t('proxy wants NTLM'),
  proxyDigest: () => l10n.t('proxy wants Digest'),
  proxyUnreadable: () => l10n.t('proxy not readable'),
  certificatesUnread: () => l10n.t('system certificates not read'),
  certificatesFailed: () => l10n.t('system certificates not readable'),
  proxyUnsupported: () => l10n.t('proxy neither http nor https'),
  certificateExpired: () => l10n.t('certificate expired'),
  certificateSelfSigned: () => l10n.t('certificate self-signed'),
  certificateHost: () => l10n.t('certificate of another host'),
  certificateIssuer: () => l10n.t('certificate issuer unknown'),
  certificateOther: () => l10n.t('certificate not accepted'),
  protocol: () => l10n.t('not HTTP'),
  switchedProtocol: () => l10n.t('another protocol'),
  headersTooLarge: () => l10n.t('headers too large'),
  connectionLost: () => l10n.t('connection lost'),
  headersTimeout: () => l10n.t('no answer in time'),
  bodyTimeout: () => l10n.t('answer stalled'),
  totalTimeout: () => l10n.t('answer took too long'),
  damagedLength: () => l10n.t('answer cut off'),
  damagedEncoding: () => l10n.t('answer damaged'),
  tooLarge: () => l10n.t('answer too large'),
  cancelled: () => l10n.t('cancelled'),
  unverifiedTls: () => l10n.t('TLS not verified'),
  illegalKey: () => l10n.t('key unusable'),
  notRecorded: () => l10n.t('not recorded'),
  other: () => l10n.t('network failure'),
};
