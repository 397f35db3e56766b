import type { Page } from 'playwright-core';
import type { BodyModel } from '../../../src/core/body/bodyModel';
import { openBody } from '../../../src/core/body/openBody';
import { firstRows } from '../../../src/shell/panel/firstRows';
import type {
  CallName,
  Calls,
  EventName,
  Events,
  ExchangeView,
  PanelView,
  ToHost,
} from '../../../src/protocol';

type Answer<K extends CallName> = Calls[K]['result'] | Promise<Calls[K]['result']>;
type Answers = { [K in CallName]?: (params: Calls[K]['params']) => Answer<K> };

/** What the editor gives a webview: once, and not as a promise. Text, since it runs in the page. */
const editorsDoor = `
  let isTaken = false;
  globalThis.acquireVsCodeApi = () => {
    if (isTaken) throw new Error('the editor gives its door once');
    isTaken = true;
    return {
      postMessage: message => void globalThis.postToHost(message),
      getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null'),
      setState: state => sessionStorage.setItem('state', JSON.stringify(state)),
    };
  };
`;

/** The extension's half as a test scripts it: a view, a body, and answers to calls that need more than `null`. */
export class ScriptedHost {
  readonly calls: ToHost[] = [];
  /** Of all messages to the page. */
  bytesPosted = 0;
  readonly #view: PanelView;
  readonly #body: BodyModel;
  readonly #answers: Answers;
  #page: Page | undefined;

  constructor(
    view: PanelView,
    options: { body?: string; contentType?: string; answers?: Answers } = {},
  ) {
    const { body = '', contentType = 'application/json', answers = {} } = options;
    this.#body = openBody(Buffer.from(body), contentType);
    this.#view =
      view.exchange === undefined ? view : { ...view, exchange: this.withBody(view.exchange) };
    this.#answers = answers;
  }

  /** The exchange with the figures and the first rows of this host's body. */
  withBody(exchange: ExchangeView): ExchangeView {
    const { kind, rowCount } = this.#body;
    const first = firstRows(this.#body);
    return { ...exchange, body: { ...exchange.body, kind, rows: rowCount, first } };
  }

  /** What the extension answers to a call for rows. */
  rows({ from, count }: Calls['body/rows']['params']): Calls['body/rows']['result'] {
    return { rows: this.#body.rows(from, count), total: this.#body.rowCount };
  }

  async attach(page: Page): Promise<void> {
    this.#page = page;
    await page.exposeFunction('postToHost', (message: ToHost | null) => this.#receive(message));
    await page.addInitScript({ content: editorsDoor });
  }

  async emit<K extends EventName>(event: K, value: Events[K]): Promise<void> {
    await this.#post({ event, value });
  }

  /** The parameters of all calls of that name. */
  called<K extends CallName>(name: K): Calls[K]['params'][] {
    return this.calls.filter(({ call }) => call === name).map(({ params }) => params);
  }

  /** Once the host has heard what the page said before, and the page what the host answered to it. */
  async thereAndBack(): Promise<void> {
    await this.#page?.evaluate(`new Promise(done => {
      addEventListener('message', function hear({ data }) {
        if (data !== null) return;
        removeEventListener('message', hear);
        done(true);
      });
      void postToHost(null);
    })`);
  }

  async #receive(message: ToHost | null): Promise<void> {
    if (message === null) return this.#post(null);
    this.calls.push(message);
    try {
      await this.#post({ id: message.id, result: await this.#answer(message) });
    } catch (error) {
      await this.#post({ id: message.id, failure: (error as Error).message });
    }
  }

  async #post(message: unknown): Promise<void> {
    const text = JSON.stringify(message);
    this.bytesPosted += Buffer.byteLength(text);
    // A page that has been closed in the meantime hears nothing more.
    await this.#page?.evaluate(`postMessage(${text}, '*')`).catch(() => undefined);
  }

  #answer(message: ToHost): unknown {
    const scripted = this.#answers[message.call] as ((params: unknown) => unknown) | undefined;
    if (scripted !== undefined) return scripted(message.params);
    const body = this.#body;
    switch (message.call) {
      case 'panel/ready':
        return this.#view;
      case 'draft/change':
        return { findings: [], price: this.#view.request?.price ?? '' };
      case 'draft/reset':
      case 'finding/fix':
        return this.#view.request;
      case 'exchange/send':
        return { sent: true, findings: [] };
      case 'body/rows':
        return this.rows(message.params);
      case 'body/toggle':
        body.toggle(message.params.row);
        return { total: body.rowCount };
      case 'body/foldAll':
        body.foldAll(message.params.open);
        return { total: body.rowCount };
      case 'body/search': {
        const { query, from, backwards } = message.params;
        return { ...body.search(query, from, backwards), total: body.rowCount };
      }
      case 'unread/mask':
        return { texts: message.params.texts };
      case 'draft/pickFile':
        return { file: { name: 'resume.pdf', bytes: 48_211 } };
      case 'field/suggest':
        return { suggestions: [] };
      case 'draft/editBody':
      case 'exchange/cancel':
      case 'exchange/sendNow':
      case 'report/copy':
      case 'snippet/copy':
      case 'why/open':
      case 'run/show':
      case 'fix/apply':
      case 'body/copy':
      case 'body/save':
      case 'body/open':
      case 'profile/switch':
      case 'docs/open':
        return null;
    }
  }
}
