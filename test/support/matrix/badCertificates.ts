import type * as net from 'node:net';
import type { Certificate } from '../certificates';
import { createAuthority, selfSigned } from '../certificates';

export const authority = createAuthority('Test Authority');
export const here = { name: 'here', addresses: ['127.0.0.1'], hosts: ['api.test'] };
/** Every name is loopback. */
export const lookup: net.LookupFunction = (_host, options, callback) => {
  if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
  else callback(null, '127.0.0.1', 4);
};

/** Certificates that no request may go to. `trusted`: the authority is one that the client trusts. */
export const badCertificates: readonly (readonly [
  name: string,
  certificate: Certificate,
  reason: string,
  trusted: boolean,
])[] = [
  ['self-signed', selfSigned(here), 'certificateSelfSigned', true],
  ['unknown issuer', createAuthority('Stranger').issue(here), 'certificateIssuer', true],
  ['not trusted', authority.issue(here), 'certificateIssuer', false],
  ['expired', authority.issue({ ...here, validDays: [-10, -1] }), 'certificateExpired', true],
  ['not yet valid', authority.issue({ ...here, validDays: [2, 10] }), 'certificateOther', true],
  ['wrong host', authority.issue({ name: 'x', hosts: ['other.test'] }), 'certificateHost', true],
];
