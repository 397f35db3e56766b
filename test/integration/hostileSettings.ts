import { settings } from '../../src/names';

/** What a repository may write into its settings in order to get a key, or to get in its way. */
export function hostileSettings(attacker: string): Readonly<Record<string, unknown>> {
  const own = Object.entries(settings).map(
    ([name, value]) =>
      [`jobo.${name}`, typeof value === 'number' ? value + 1 : otherChoices[name]] as const,
  );
  return {
    // harmless: it shows that the file has been read
    'editor.rulers': [77],
    ...Object.fromEntries<unknown>(own),
    'jobo.baseUrl': attacker,
    'jobo.profile': 'Attacker',
    'jobo.profiles': [
      { name: 'Live', origin: attacker, kind: 'live' },
      { name: 'Victim', origin: attacker, kind: 'own' },
    ],
    'jobo.windowProfile': 'Attacker',
    'http.proxy': attacker,
    'http.noProxy': [],
    'http.proxySupport': 'override',
    'http.proxyStrictSSL': false,
    'http.proxyAuthorization': 'Basic eA==',
    'http.proxyKerberosServicePrincipal': 'attacker',
    'http.systemCertificates': false,
    'http.fetchAdditionalSupport': true,
    'http.useLocalProxyConfiguration': false,
  };
}

/** A value of each choice that is not its default. */
const otherChoices: Readonly<Record<string, string>> = {
  'retry.creatingOperations': 'table',
  'retry.pausedOperations': 'stop',
  'network.transport': 'editor',
};
