import { isLoopback } from './common/loopback';

/** A named base URL. Its key is not part of it: secret storage keeps it by origin. */
export interface Profile {
  readonly name: string;
  /** An origin, or `sandbox` for the embedded server, whose address is only known while it runs. */
  readonly origin: string;
  readonly kind: 'live' | 'sandbox' | 'own';
}

export const liveProfile: Profile = {
  name: 'Live',
  origin: 'https://connect.jobo.world',
  kind: 'live',
};
export const sandboxProfile: Profile = { name: 'Sandbox', origin: 'sandbox', kind: 'sandbox' };

/** Why a text is no origin. `insecure`: http, although not on loopback; `notAnOrigin`: it has a path, query or hash. */
export type OriginProblem = 'notAUrl' | 'notAnOrigin' | 'hasLogin' | 'insecure';

export type ParsedOrigin =
  | { readonly ok: true; readonly origin: string }
  | { readonly ok: false; readonly problem: OriginProblem };

/** A base URL as an origin: https, or http on loopback; no path, no query, no login. */
export function parseOrigin(text: string): ParsedOrigin {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return { ok: false, problem: 'notAUrl' };
  const url = new URL(trimmed);
  if (url.username !== '' || url.password !== '') return { ok: false, problem: 'hasLogin' };
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return { ok: false, problem: url.protocol === 'http:' ? 'insecure' : 'notAUrl' };
  }
  const bare =
    url.pathname === '/' && url.search === '' && url.hash === '' && !/[?#]$/.test(trimmed);
  return bare ? { ok: true, origin: url.origin } : { ok: false, problem: 'notAnOrigin' };
}
