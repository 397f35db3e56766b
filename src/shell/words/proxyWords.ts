import { l10n } from 'vscode';
import { ownOf } from '../../core/common/shape';
import type { FailureReason } from '../../core/transport/transport';
import { failureName } from './failureWords';
import { capital, leftWords, stoppedWords } from './lossWords';
import { textOf, type Facts, type Worded } from './worded';

/** The card for a failure at a proxy; what to do depends on the reason. */
export function proxyCardWords(facts: Facts): Worded {
  const tell = ownOf<CardOf>(cards, textOf(facts, 'failure')) ?? notLetThrough;
  return tell(facts, namedBy(facts), leftWords(facts));
}

/**
 * Words one failure at a proxy.
 * @param by the setting or variable that names the proxy
 * @param left a sentence that tells whether anything was sent
 */
type CardOf = (facts: Facts, by: string, left: string) => Worded;

const cards = {
  proxyUnsupported: (_facts, by, left) => ({
    title: l10n.t('This kind of proxy cannot be used'),
    detail: l10n.t(
      'Only http and https proxies work; the one in {0} is of another kind. Change it, exclude this host in the setting http.noProxy, set http.proxySupport to "off", or set jobo.network.transport to "editor", whose network may take it, then send again. {1}',
      by,
      left,
    ),
  }),
  proxyUnreadable: (_facts, by, left) => ({
    title: l10n.t('What is said of the proxy cannot be read'),
    detail: l10n.t(
      'What stands in {0} can be none. An address is written as http://host:port, with user:password@ before the host where it wants a login. Change it, then send again. {1}',
      by,
      left,
    ),
  }),
  proxyLogin: (facts, by, left) => ({
    title: l10n.t('The proxy wants a login'),
    detail: loginDetail(facts, by, left),
  }),
  proxyKerberos: (_facts, by, left) =>
    otherLogin(
      l10n.t(
        'The proxy of {0} answered 407 and offers Kerberos (Negotiate), and no login that can be made here. Only the editor\'s own network may have that: set jobo.network.transport to "editor", or ask whoever runs the proxy for another way. {1}',
        by,
        left,
      ),
    ),
  proxyNtlm: (_facts, by, left) =>
    otherLogin(
      l10n.t(
        'The proxy of {0} answered 407 and offers NTLM, and no login that can be made here. Ask whoever runs it for a Basic login or another way, or set http.proxy to a proxy on this machine that logs in for you. {1}',
        by,
        left,
      ),
    ),
  proxyDigest: (_facts, by, left) =>
    otherLogin(
      l10n.t(
        'The proxy of {0} answered 407 and offers Digest, and no login that can be made here. Ask whoever runs it for a Basic login or another way, or set http.proxy to a proxy on this machine that logs in for you. {1}',
        by,
        left,
      ),
    ),
} satisfies Partial<Record<FailureReason, CardOf>>;

function notLetThrough(facts: Facts, by: string, left: string): Worded {
  return {
    title: l10n.t('The proxy did not let it through'),
    detail: l10n.t(
      '{0}. {1} {2}',
      capital(failureName(facts['failure'] as FailureReason)),
      left,
      stoppedWords(facts) ??
        l10n.t('Check the address in {0}, or ask whoever runs the proxy, then send again.', by),
    ),
  };
}

const otherLogin = (detail: string): Worded => ({
  title: l10n.t('The proxy wants a login of a kind that is not to be had here'),
  detail,
});

/** The setting or variable that names the proxy; both where it is not known, as with the editor's network. */
function namedBy({ proxyBy }: Facts): string {
  return proxyBy === undefined
    ? l10n.t('the setting http.proxy or the proxy variable of the environment')
    : String(proxyBy);
}

function loginDetail({ proxyBy, loginBy }: Facts, by: string, left: string): string {
  if (loginBy !== undefined) {
    return l10n.t(
      'It answered 407: it did not accept the login of {0}. Correct it there, then send again. {1}',
      String(loginBy),
      left,
    );
  }
  return proxyBy === undefined
    ? l10n.t(
        'It answered 407. Add the login to the address in the setting http.proxy, or set http.proxyAuthorization, then send again. {0}',
        left,
      )
    : l10n.t(
        'It answered 407, and {0} holds no login. Add one there before the host, as user:password@, or set http.proxyAuthorization, then send again. {1}',
        by,
        left,
      );
}
