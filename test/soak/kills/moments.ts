import type { OwnEnd } from '../agent/messages.js';

/** How the server answers one attempt: a status, or silence. */
export type Reply = 200 | 429 | 500 | 'silence';

/** How far the server is with an attempt. */
export type Stage = 'head' | 'request' | 'half' | 'answer';

/** Where around the spending POST the extension host is killed, and by what that moment shows. */
export interface Moment {
  readonly name: string;
  /** What its attempts are answered, one after the other. */
  readonly replies: readonly Reply[];
  readonly by:
    /** Its own call or event: nothing of the process comes between. */
    | { readonly host: OwnEnd }
    | { readonly server: Stage; readonly attempt: 1 | 2 }
    /** The first change in a folder of the extension, from the press or from half an answer on. */
    | { readonly disk: 'history' | 'spending'; readonly from: 'press' | 'half' };
}

export const moments: readonly Moment[] = [
  { name: 'pressed', replies: [200], by: { host: 'called' } },
  { name: 'told to run', replies: [200], by: { host: 'running' } },
  { name: 'ledger written', replies: [200], by: { disk: 'spending', from: 'press' } },
  { name: 'row written', replies: [200], by: { disk: 'history', from: 'press' } },
  { name: 'POST begins to arrive', replies: [200], by: { server: 'head', attempt: 1 } },
  { name: 'POST arrived', replies: ['silence'], by: { server: 'request', attempt: 1 } },
  { name: 'half an answer', replies: [200], by: { server: 'half', attempt: 1 } },
  { name: 'whole answer', replies: [200], by: { server: 'answer', attempt: 1 } },
  { name: 'answer told', replies: [200], by: { host: 'answered' } },
  { name: 'answer written', replies: [200], by: { disk: 'history', from: 'half' } },
  { name: '500', replies: [500, 200], by: { server: 'answer', attempt: 1 } },
  { name: 'wait after a 500', replies: [500, 200], by: { host: 'waiting' } },
  { name: 'wait after a 429', replies: [429, 200], by: { host: 'waiting' } },
  { name: 'second POST', replies: [500, 200], by: { server: 'request', attempt: 2 } },
  { name: 'second answer', replies: [429, 200], by: { server: 'answer', attempt: 2 } },
];
