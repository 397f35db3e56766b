/** Hops followed per attempt; no honest API needs more. */
export const mostHops = 3;

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * The path and query to follow, or undefined: the redirect itself is then the answer. Only GET and HEAD, and only
 * within the origin: another host must see neither the request nor the key.
 */
export function redirectTarget(
  method: string,
  status: number,
  location: string | undefined,
  from: { readonly origin: string; readonly target: string },
): string | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  if (!redirects.has(status) || location === undefined) return undefined;
  const base = from.origin + from.target;
  if (!URL.canParse(location, base)) return undefined;
  const to = new URL(location, base);
  if (to.origin !== new URL(base).origin || to.username !== '' || to.password !== '')
    return undefined;
  return to.pathname + to.search;
}
