import { STATUS_CODES } from 'node:http';
import { l10n } from 'vscode';
import { retryPolicy } from '../../core/retry/retryPolicy';

/** Label and meaning of each documented status, in our own words: https://jobo.world/docs/resources/status-codes */
const table = (): Readonly<Record<number, readonly [label: string, meaning: string]>> => ({
  200: [l10n.t('OK'), l10n.t('The request succeeded; the body holds what was asked for.')],
  201: [l10n.t('Created'), l10n.t('Something new was made; the body holds the created object.')],
  202: [l10n.t('Accepted'), l10n.t('The API has taken the work on; read the object to follow it.')],
  204: [l10n.t('No Content'), l10n.t('It is done, and there is nothing to show.')],
  400: [
    l10n.t('Bad Request'),
    l10n.t('A parameter is not as the API wants it; its message says which.'),
  ],
  401: [l10n.t('Unauthorized'), l10n.t('The API key is missing or not accepted.')],
  402: [l10n.t('Payment Required'), l10n.t('The credits do not cover what this request may cost.')],
  403: [l10n.t('Forbidden'), l10n.t('The key has no permission for this.')],
  404: [l10n.t('Not Found'), l10n.t('What was asked for does not exist.')],
  409: [l10n.t('Conflict'), l10n.t('The request does not fit the present state.')],
  429: [l10n.t('Too Many Requests'), l10n.t('A request limit is used up until it opens again.')],
  500: [l10n.t('Internal Server Error'), l10n.t('Something failed inside the API.')],
  502: [l10n.t('Bad Gateway'), l10n.t('A gateway got no usable answer from the API.')],
  503: [
    l10n.t('Service Unavailable'),
    l10n.t('The API is down for a while, mostly for maintenance.'),
  ],
  504: [l10n.t('Gateway Timeout'), l10n.t('A gateway waited too long for the API.')],
});

const statusLabel = (status: number): string => table()[status]?.[0] ?? STATUS_CODES[status] ?? '';

/** "429 Too Many Requests". */
export const statusLine = (status: number): string => `${status} ${statusLabel(status)}`.trim();

/** Empty for a status that the API does not document. */
export const statusMeaning = (status: number): string => table()[status]?.[1] ?? '';

/** Text behind *Why?*: what the status means, whether it is retried by itself, and what it costs. */
export function statusWhy(status: number): string | undefined {
  const meaning = statusMeaning(status);
  const repeat = repeatWords(status);
  if (meaning === '' && repeat === '') return undefined;
  const isKnown = status >= 400 && !uncertainStatuses.includes(status);
  const charge = isKnown ? l10n.t('An error is never charged.') : '';
  return [meaning, repeat, charge].filter(part => part !== '').join(' ');
}

/** Statuses that do not tell whether the API carried the request out. */
const uncertainStatuses = retryPolicy.uncertain.statuses;

function repeatWords(status: number): string {
  if (status === 429)
    return l10n.t(
      'It is sent again by itself, at most 5 times, after the time that the API names.',
    );
  if (status === 500)
    return l10n.t(
      'It is sent again by itself with growing waits, unless that could create something twice.',
    );
  if (status === 503)
    return l10n.t(
      'It is sent again by itself, at most 5 times, after the time that the API names or up to a minute.',
    );
  if (uncertainStatuses.includes(status))
    return l10n.t(
      'Nobody can tell whether the API did the work, so only what costs nothing is sent again by itself.',
    );
  return status >= 400
    ? l10n.t('The same request would get the same answer, so it is not sent again by itself.')
    : '';
}
