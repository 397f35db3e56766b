import { l10n } from 'vscode';
import type { ConnectionReport } from '../../core/transport/probe/connectionReport';
import type { FailureReason } from '../../core/transport/transport';
import type { Broken, BrokenStepWords } from './brokenStep';
import { failureName } from './failureWords';
import { verbatim } from './verbatim';

/** Sentences for a tunnel that the proxy did not open. */
export function tunnelWords(
  { reason, code }: Broken,
  { route }: ConnectionReport,
): BrokenStepWords {
  const tell = tellers[reason];
  if (tell) return tell(code, route);
  if (!reason.startsWith('certificate')) return refusedWords(reason, code);
  return {
    what: l10n.t("The proxy's own certificate is not accepted: {0}.", failureName(reason)),
    next: l10n.t(
      "Its authority has to be among the system's certificates, and http.systemCertificates has to be on.",
    ),
  };
}

type RouteOf = ConnectionReport['route'];

const tellers: Readonly<
  Partial<Record<FailureReason, (code: string, route: RouteOf) => BrokenStepWords>>
> = {
  proxyLogin: (_code, route) => loginWords(route),
  proxyKerberos: () => ({
    what: l10n.t(
      'The proxy offers Kerberos (Negotiate), and no login that can be made here (407).',
    ),
    next: l10n.t(
      'Set jobo.network.transport to "editor", whose network may have it, or ask whoever runs the proxy for another way.',
    ),
  }),
  proxyNtlm: () => ({
    what: l10n.t('The proxy offers NTLM, and no login that can be made here (407).'),
    next: another(),
  }),
  proxyDigest: () => ({
    what: l10n.t('The proxy offers Digest, and no login that can be made here (407).'),
    next: another(),
  }),
  proxyUnsupported: unsupportedWords,
  proxyUnreadable: unreadableWords,
};

const sourceOf = (route: RouteOf): string =>
  verbatim('source' in route ? route.source : 'http.proxy');

const another = () =>
  l10n.t(
    'Ask whoever runs the proxy for a Basic login or another way, or set http.proxy to a proxy on this machine that logs in for you.',
  );

function loginWords(route: RouteOf): BrokenStepWords {
  const loginBy = route.kind === 'proxy' ? route.loginBy : undefined;
  if (loginBy !== undefined) {
    return {
      what: l10n.t('The proxy did not accept the login of {0} (407).', verbatim(loginBy)),
      next: l10n.t(
        'Correct it there, or set jobo.network.transport to "editor", which may know another one.',
      ),
    };
  }
  return {
    what: l10n.t('The proxy wants a login (407), and {0} holds none.', sourceOf(route)),
    next: l10n.t(
      'Set http.proxyAuthorization, or set jobo.network.transport to "editor", which may know it.',
    ),
  };
}

function unsupportedWords(code: string, route: RouteOf): BrokenStepWords {
  const source = sourceOf(route);
  return {
    what:
      code === 'PAC'
        ? l10n.t('{0} names a file that chooses a proxy (PAC), which cannot be used.', source)
        : l10n.t(
            '{0} names a proxy of the kind {1}, which cannot be used.',
            source,
            verbatim(code),
          ),
    next: l10n.t(
      'Set one that begins with http: or https:, exclude this host in http.noProxy, or use the transport "editor".',
    ),
  };
}

function unreadableWords(code: string, route: RouteOf): BrokenStepWords {
  const source = sourceOf(route);
  return code === 'login'
    ? {
        what: l10n.t('What stands in {0} can be no login.', source),
        next: l10n.t('It has to be one line such as "Basic …", without accents beyond Latin-1.'),
      }
    : {
        what: l10n.t('What stands in {0} can be no address of a proxy.', source),
        next: l10n.t(
          'Write it as http://host:port, with user:password@ before the host where it wants a login.',
        ),
      };
}

function refusedWords(reason: string, code: string): BrokenStepWords {
  const next = l10n.t(
    'Ask whoever runs the proxy, or exclude this host in http.noProxy if it can be reached without.',
  );
  if (/^\d{3}$/.test(code))
    return { what: l10n.t('The proxy refused the way with {0}.', code), next };
  return reason === 'connectTimeout'
    ? { what: l10n.t('The proxy did not answer in time.'), next }
    : { what: l10n.t('The proxy broke the connection off.'), next };
}
