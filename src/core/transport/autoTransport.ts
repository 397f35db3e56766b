import type { HttpRequest } from './httpRequest';
import { isLoopback } from '../common/loopback';
import type { Answer, FailureReason, Transport } from './transport';

/** Failures that the editor may avoid, as it knows names, routes, certificate issuers and logins of the system. */
export const editorMayHelp: ReadonlySet<FailureReason> = new Set<FailureReason>([
  'dns',
  'connectTimeout',
  'connectRefused',
  'certificateIssuer',
  'certificatesUnread',
  'certificatesFailed',
  'proxyKerberos',
]);

/**
 * Tries our own transport first. After a failure that the editor may avoid, the same request goes through the editor
 * once, as an attempt of its own. If that works, the profile stays with the editor as long as this transport lives.
 * @param onSwitch called once for each profile that stays with the editor
 */
export function createAutoTransport(
  own: Transport,
  editor: Transport,
  onSwitch: (profile: string) => void,
): Transport {
  const switched = new Set<string>();
  /** Requests are told apart by identity: every attempt of one run sends the same one. */
  const offered = new WeakMap<HttpRequest, Failed | 'made'>();
  return {
    async send(request, destination, options) {
      const place = `${destination.profile} ${destination.origin}`;
      if (switched.has(place)) return editor.send(request, destination, options);
      const before = offered.get(request);
      if (before !== undefined && before !== 'made') {
        offered.set(request, 'made');
        const answer = told(await editor.send(request, destination, options), before);
        if (answer.kind === 'answered' && !switched.has(place)) {
          switched.add(place);
          onSwitch(destination.profile);
        }
        return answer;
      }
      const answer = await own.send(request, destination, options);
      if (before === 'made' || !mayHelp(answer, destination.origin)) return answer;
      offered.set(request, answer);
      return { ...answer, otherWay: true };
    },
    async close() {
      await Promise.all([own.close(), editor.close()]);
    },
  };
}

type Failed = Extract<Answer, { kind: 'failed' }>;

/** The editor does not say which kind of login a proxy wants; our own attempt before did. */
function told(answer: Answer, { reason, proxy }: Failed): Answer {
  if (answer.kind !== 'failed' || answer.reason !== 'proxyLogin') return answer;
  return reason === 'proxyKerberos' ? { ...answer, reason, ...(proxy && { proxy }) } : answer;
}

function mayHelp(answer: Answer, origin: string): answer is Failed {
  if (answer.kind !== 'failed' || answer.sent || isLoopback(new URL(origin).hostname)) return false;
  return editorMayHelp.has(answer.reason);
}
