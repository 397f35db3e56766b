/**
 * Every option of curl up to 8.17 that takes a value, removed ones included, by its long name; before it, its letter.
 * After `curl --help all` and https://curl.se/docs/manpage.html.
 */
const valued = `
abstract-unix-socket alt-svc aws-sigv4 cacert capath E:cert cert-type ciphers K:config connect-timeout connect-to
C:continue-at b:cookie c:cookie-jar create-file-mode crlfile curves d:data data-ascii data-binary data-raw
data-urlencode delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url D:dump-header ech egd-file
engine etag-compare etag-save expect100-timeout F:form form-string ftp-account ftp-alternative-to-user ftp-method
P:ftp-port ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip H:header h:help hostpubmd5 hostpubsha256 hsts
interface ip-tos ipfs-gateway json keepalive-cnt keepalive-time key key-type knownhosts krb krb4 libcurl limit-rate
local-port login-options mail-auth mail-from mail-rcpt max-filesize max-redirs m:max-time netrc-file noproxy
oauth2-bearer o:output output-dir parallel-max parallel-max-host pass pinnedpubkey preproxy proto proto-default
proto-redir x:proxy proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header
proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype
proxy-tlspassword proxy-tlsuser U:proxy-user proxy1.0 pubkey Q:quote random-file r:range rate e:referer X:request
request-target resolve retry retry-delay retry-max-time sasl-authzid service-name sigalgs socks4 socks4a socks5
socks5-gssapi-service socks5-hostname Y:speed-limit y:speed-time ssl-sessions stderr t:telnet-option tftp-blksize
z:time-cond tls-max tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii trace-config unix-socket
T:upload-file upload-flags url url-query u:user A:user-agent variable vlan-priority w:write-out
`;

/** Options without a value. Those that curl lists with `no-` are here without it. */
const flags = `
alpn anyauth a:append basic N:buffer ca-native cert-status clobber compressed compressed-ssh create-dirs crlf digest
q:disable disable-eprt disable-epsv disallow-username-in-url doh-cert-status doh-insecure dump-ca-embed eprt epsv
f:fail fail-early fail-with-body false-start follow form-escape ftp-create-dirs ftp-pasv ftp-pret ftp-skip-pasv-ip
ftp-ssl ftp-ssl-ccc ftp-ssl-control ftp-ssl-reqd G:get g:globoff haproxy-protocol I:head http0.9 0:http1.0 http1.1
http2 http2-prior-knowledge http3 http3-only ignore-content-length i:include k:insecure 4:ipv4 6:ipv6
j:junk-session-cookies keepalive l:list-only L:location location-trusted mail-rcpt-allowfails M:manual metalink mptcp
negotiate n:netrc netrc-optional ::next npn ntlm ntlm-wb out-null Z:parallel parallel-immediate path-as-is post301
post302 post303 #:progress-bar progress-meter proxy-anyauth proxy-basic proxy-ca-native proxy-digest proxy-http2
proxy-insecure proxy-negotiate proxy-ntlm proxy-ssl-allow-beast proxy-ssl-auto-client-cert proxy-tlsv1 p:proxytunnel
raw J:remote-header-name O:remote-name remote-name-all R:remote-time remove-on-error retry-all-errors
retry-connrefused sasl-ir sessionid S:show-error show-headers s:silent skip-existing socks5-basic socks5-gssapi
socks5-gssapi-nec ssl ssl-allow-beast ssl-auto-client-cert ssl-no-revoke ssl-reqd ssl-revoke-best-effort 2:sslv2
3:sslv3 styled-output suppress-connect-headers tcp-fastopen tcp-nodelay tftp-no-options tls-earlydata 1:tlsv1 tlsv1.0
tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding trace-ids trace-time B:use-ascii v:verbose V:version xattr
`;

export interface KnownOption {
  readonly name: string;
  readonly takesValue: boolean;
  /** `--no-…`: switches a flag off. */
  readonly isOff?: boolean;
  /** `--expand-…`: curl itself fills in `{{…}}`. */
  readonly isExpanded?: boolean;
}

const byName = new Map<string, KnownOption>();
const byLetter = new Map<string, KnownOption>();
for (const [list, takesValue] of [
  [valued, true],
  [flags, false],
] as const) {
  for (const each of list.trim().split(/\s+/)) {
    const [, letter, name = ''] = /^(?:(.):)?(.*)$/.exec(each) ?? [];
    byName.set(name, { name, takesValue });
    if (letter !== undefined) byLetter.set(letter, { name, takesValue });
  }
}

export const optionOfLetter = (letter: string): KnownOption | undefined => byLetter.get(letter);

/** The option of a name, or of the beginning of a name if no other one begins so, as in curl. */
export function optionOfName(name: string): KnownOption | undefined {
  const whole = byName.get(name);
  if (whole) return whole;
  const [, prefix, rest = ''] = /^(no-|expand-)(.+)$/.exec(name) ?? [];
  const base = byName.get(rest);
  if (prefix === 'no-' && base && !base.takesValue) return { ...base, isOff: true };
  if (prefix === 'expand-' && base?.takesValue) return { ...base, isExpanded: true };
  if (name.length > longestName) return undefined;
  const [first, ...others] = [...byName.values()].filter(each => each.name.startsWith(name));
  return others.length === 0 ? first : undefined;
}

const longestName = Math.max(...[...byName.keys()].map(({ length }) => length));
