import type { HttpRequest } from '../request/httpRequest';
import { isLoopback } from './loopback';
import type { Answer, FailureReason, Transport } from './transport';

/** What the editor may know a way around: names, routes and certificate issuers that only the system knows. */
export const editorMayHelp: ReadonlySet<FailureReason> = new Set<FailureReason>([
  'dns',
  'connectTimeout',
  'connectRefused',
  'certificateIssuer',
]);

/**
 * Ours first. After a failure that the editor may know a way around, the same request goes through the editor once, as an
 * attempt of its own; if that works, the profile stays with the editor as long as this transport lives.
 * @param onSwitch Told once per profile that stays.
 */
export function createAutoTransport(
  own: Transport,
  editor: Transport,
  onSwitch: (profile: string) => void,
): Transport {
  const switched = new Set<string>();
  /** Requests are told apart by identity: every attempt of one run sends the same one. */
  const offered = new WeakMap<HttpRequest, 'next' | 'made'>();
  return {
    async send(request, destination, options) {
      const place = `${destination.profile} ${destination.origin}`;
      if (switched.has(place)) return editor.send(request, destination, options);
      if (offered.get(request) === 'next') {
        offered.set(request, 'made');
        const answer = await editor.send(request, destination, options);
        if (answer.kind === 'answered' && !switched.has(place)) {
          switched.add(place);
          onSwitch(destination.profile);
        }
        return answer;
      }
      const answer = await own.send(request, destination, options);
      if (offered.has(request) || !mayHelp(answer, destination.origin)) return answer;
      offered.set(request, 'next');
      return { ...answer, otherWay: true };
    },
    async close() {
      await Promise.all([own.close(), editor.close()]);
    },
  };
}

function mayHelp(answer: Answer, origin: string): answer is Extract<Answer, { kind: 'failed' }> {
  if (answer.kind !== 'failed' || answer.sent || isLoopback(new URL(origin).hostname)) return false;
  return editorMayHelp.has(answer.reason);
}
