import type { CallName, Calls } from '../../protocol';
import { t } from '../words';

interface Pending {
  resolve(result: unknown): void;
  reject(reason: Error): void;
}

/** The calls that the extension has not answered yet. */
export class PendingCalls {
  readonly #post: (message: unknown) => void;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  constructor(post: (message: unknown) => void) {
    this.#post = post;
  }

  /** Rejects with an Error whose message is a sentence for the person. */
  readonly call = <K extends CallName>(
    name: K,
    params: Calls[K]['params'],
  ): Promise<Calls[K]['result']> =>
    new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#pending.set(id, { resolve: resolve, reject });
      this.#post({ id, call: name, params });
    });

  /** Settles the call that the message answers. A message that answers none is ignored. */
  answered(message: Readonly<Record<string, unknown>>): void {
    const id = Number(message['id']);
    const pending = this.#pending.get(id);
    if (pending === undefined) return;
    this.#pending.delete(id);
    const failure = message['failure'];
    if (failure === undefined) pending.resolve(message['result']);
    else pending.reject(new Error(typeof failure === 'string' ? failure : t('That did not work.')));
  }
}
