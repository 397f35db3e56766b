import { refuse } from './answer';
import type { ErrorFamily } from './errors';
import { replyOfError, type Outcome, type Reply } from './reply';
import type { Play } from './scenarios';

type Fault = Extract<Play, { kind: 'fault' }>;

/** Redirects lead to a copy of each path under this prefix, which answers for real, whatever the scenario. */
export const movedPrefix = '/moved';

export interface FaultyRequest {
  readonly now: number;
  readonly family: ErrorFamily;
  readonly rate: Readonly<Record<string, string>>;
  readonly key: string | undefined;
  readonly target: string;
  readonly port: string;
}

const details: Readonly<Record<number, string>> = {
  408: 'The request took too long to arrive.',
  429: 'Too many requests for this key. Wait before the next one.',
  500: 'The sandbox was asked to fail here.',
  502: 'The gateway had no answer.',
  503: 'Too busy at the moment. Ask again later.',
  504: 'The gateway waited in vain.',
};

const page = (status: number): Buffer =>
  Buffer.from(
    `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center><hr><center>gateway</center></body></html>\n`,
  );

/** The scenario's answer instead of the operation's; undefined: the operation answers. */
export function playFault(play: Play, request: FaultyRequest): Outcome | undefined {
  switch (play.kind) {
    case 'through':
      return undefined;
    case 'fault':
      return { kind: 'reply', reply: faultReply(play, request) };
    case 'redirect':
      return { kind: 'reply', reply: redirect(play.to, request) };
    case 'echoKey':
      return { kind: 'reply', reply: echo(request) };
    case 'noAnswer':
      return { kind: 'silence' };
    case 'dropBefore':
      return { kind: 'cut' };
  }
}

function faultReply(fault: Fault, { now, family, rate }: FaultyRequest): Reply {
  const { status, code, dress, retryAfter, members } = fault;
  const headers = {
    ...rate,
    ...fault.headers,
    ...(retryAfter && { 'Retry-After': retryAfterText(retryAfter, now) }),
  };
  const detail = fault.detail ?? details[status] ?? 'The sandbox was asked to fail here.';
  switch (dress ?? 'family') {
    case 'html':
      return {
        status,
        headers: { ...headers, 'Content-Type': 'text/html' },
        body: page(status),
        credits: 0,
      };
    case 'empty':
      return { status, headers, credits: 0 };
    case 'sentenceOnly':
      return replyOfError(refuse(status, detail), 'error', headers);
    case 'family':
      return replyOfError(
        refuse(status, detail, {
          ...(code !== undefined && { code }),
          members: {
            ...members,
            ...(retryAfter?.as === 'seconds' && { retry_after_seconds: retryAfter.seconds }),
          },
        }),
        family,
        headers,
      );
  }
}

const retryAfterText = ({ seconds, as }: NonNullable<Fault['retryAfter']>, now: number): string =>
  as === 'seconds' ? String(seconds) : new Date(now + seconds * 1_000).toUTCString();

function redirect(to: 'sameOrigin' | 'otherOrigin', { rate, target, port }: FaultyRequest): Reply {
  // `localhost` is another origin than 127.0.0.1, but still this machine.
  const origin = to === 'sameOrigin' ? '' : `http://localhost:${port}`;
  return {
    status: 307,
    headers: { ...rate, Location: `${origin}${movedPrefix}${target}` },
    credits: 0,
  };
}

function echo({ family, key = '', rate }: FaultyRequest): Reply {
  const refused = refuse(400, `The upstream service did not like the header X-Api-Key: ${key}.`, {
    headers: { 'X-Received-Key': key },
    members: { request: { headers: { 'x-api-key': key } } },
  });
  return replyOfError(refused, family, rate);
}
