import type { PeerCertificate } from 'node:tls';
import type { CertificateFacts } from './connectionReport';

const dayMs = 86_400_000;

/** The facts about a server's certificate that a report shows. @param now epoch milliseconds */
export function certificateFacts(
  certificate: PeerCertificate,
  now: number,
): CertificateFacts | undefined {
  const { subject, issuer, subjectaltname = '', valid_from: from, valid_to: to } = certificate;
  // Without a certificate Node gives an empty object, whatever the type says.
  if (Object.keys(certificate).length === 0) return undefined;
  const ends = Date.parse(to);
  const begins = Date.parse(from);
  return {
    subject: nameIn(subject),
    issuer: nameIn(issuer),
    names: subjectaltname.split(', ').filter(name => name !== ''),
    validFrom: iso(begins),
    validTo: iso(ends),
    daysLeft: Number.isNaN(ends) ? undefined : Math.floor((ends - now) / dayMs),
    begun: !(begins > now),
  };
}

const iso = (ms: number): string | undefined =>
  Number.isNaN(ms) ? undefined : new Date(ms).toISOString();

/** "connect.example, Example Inc.": the common name, and the organization if there is one. */
function nameIn(name: unknown): string {
  const { CN, O } = (name ?? {}) as Readonly<Record<string, string | readonly string[]>>;
  return [CN, O]
    .flat()
    .filter(part => part !== undefined)
    .join(', ');
}
