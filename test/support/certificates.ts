import type { KeyObject } from 'node:crypto';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A throw-away certificate with its private key, PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateOptions {
  readonly name: string;
  readonly hosts?: readonly string[];
  readonly addresses?: readonly string[];
  /** Days from now; negative: before. */
  readonly validDays?: readonly [from: number, to: number];
  readonly authority?: boolean;
}

/** A certificate authority of our own, and what it signs; made in memory so that tests need no tool but Node. */
export function createAuthority(name: string): Certificate & {
  issue(options: CertificateOptions): Certificate;
} {
  const keys = newKeys();
  const cert = build({ name, authority: true }, keys.publicKey, name, keys.privateKey);
  return {
    ...pem(cert, keys.privateKey),
    issue(options) {
      const own = newKeys();
      return pem(build(options, own.publicKey, name, keys.privateKey), own.privateKey);
    },
  };
}

/** Signed with its own key. */
export function selfSigned(options: CertificateOptions): Certificate {
  const keys = newKeys();
  return pem(build(options, keys.publicKey, options.name, keys.privateKey), keys.privateKey);
}

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

function pem(der: Buffer, key: KeyObject): Certificate {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  const cert = ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join(
    '\n',
  );
  return { cert, key: key.export({ type: 'pkcs8', format: 'pem' }) as string };
}

function build(
  { name, hosts = [], addresses = [], validDays = [-1, 30], authority = false }: CertificateOptions,
  publicKey: KeyObject,
  issuer: string,
  issuerKey: KeyObject,
): Buffer {
  const algorithm = sequence(oid('2a8648ce3d040302'));
  const extensions = [
    extension('551d13', sequence(...(authority ? [der(0x01, Buffer.from([0xff]))] : []))),
    ...(hosts.length + addresses.length > 0
      ? [
          extension(
            '551d11',
            sequence(
              ...hosts.map(host => der(0x82, Buffer.from(host))),
              ...addresses.map(address => der(0x87, Buffer.from(address.split('.').map(Number)))),
            ),
          ),
        ]
      : []),
  ];
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    commonName(issuer),
    sequence(...validDays.map(days => time(new Date(Date.now() + days * 86_400_000)))),
    commonName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', body, issuerKey);
  return sequence(body, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, Buffer.concat(parts));
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const commonName = (name: string): Buffer =>
  sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))));
const extension = (id: string, value: Buffer): Buffer => sequence(oid(id), der(0x04, value));
const time = (date: Date): Buffer =>
  der(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
