import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Exchange, JoboExplorerApi } from '../../../src/api';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { commands } from '../../../src/names';
import { answerInput, press, replace, restoreAll, watchPanels, type Page } from '../pressing';
import {
  activate,
  answerEmpty,
  cleanUp,
  collect,
  makeKey,
  run,
  startRecorder,
  until,
  useProfile,
  type Recorder,
} from '../support';

const request = { operationId: 'getConnectorFilters' } as const;
/** How long the server of these cases keeps its limit closed; long enough to be seen, short enough to be sat through. */
const seconds = 4;

describe('a remedy that takes its time, or a key', () => {
  let api: JoboExplorerApi;
  let server: Recorder;
  let page: () => Page;
  let told: string[];

  before(async () => {
    api = await activate();
    await cleanUp();
  });
  beforeEach(() => {
    page = watchPanels();
    told = [];
    const say = (text: string, ...items: readonly unknown[]) => {
      told.push(text);
      return Promise.resolve(items.at(-1) as string);
    };
    for (const name of ['showInformationMessage', 'showWarningMessage'] as const) {
      replace(vscode.window, name, say as typeof vscode.window.showInformationMessage);
    }
  });
  afterEach(async () => {
    restoreAll();
    await cleanUp();
  });

  describe('sendAt', () => {
    /** Limited until it has been asked six times, which is as often as the table allows. */
    const limitedAtFirst: Parameters<typeof startRecorder>[0] = (asked, response) => {
      const count = server.requests.length;
      if (count > 6) answerEmpty(asked, response);
      else response.writeHead(429, { 'retry-after': count < 6 ? '1' : String(seconds) }).end();
    };

    beforeEach(async () => {
      server = await startRecorder(limitedAtFirst);
      await useProfile('Fixes later', server.url, makeKey());
    });
    afterEach(() => server.stop());

    /** The run as the table leaves it: limited, and tried six times. The person sits through no wait. */
    const limited = async (): Promise<Exchange> => {
      const { seen, stop } = collect(api);
      const listening = api.onDidChangeExchange(
        ({ id, outcome }) =>
          // The wait that it tells of begins when all have been told.
          outcome.kind === 'waiting' && setImmediate(() => void run(commands.sendNow, id)),
      );
      const exchange = await api.send(request);
      listening.dispose();
      stop();
      assert.deepEqual(exchange.outcome, { kind: 'answered', status: 429, stopped: 'spent' });
      assert.ok(seen.some(({ outcome }) => outcome.kind === 'waiting'));
      assert.equal(exchange.diagnosis?.fixes[0]?.kind, 'sendAt');
      assert.match(exchange.diagnosis.fixes[0].title, /^Send at \d/);
      return exchange;
    };

    /** Pressed in the panel, which shows the new run; the answer to it comes in `seen`. */
    const pressed = async () => {
      const first = await limited();
      await run(commands.showExchange, first.id);
      await page().call('panel/ready', {});
      const collected = collect(api);
      const { failure } = await press(page, first, 'sendAt', { shown: true });
      assert.equal(failure, undefined);
      const waits = () => page().shown()?.phase.kind === 'waiting';
      await until('the run to be scheduled', waits);
      return { first, ...collected };
    };

    it('shows the time, survives that the panel is hidden, sends then, and tells of it', async () => {
      const { first, seen, stop } = await pressed();
      const { outcome } = seen.at(-1)!;
      assert.ok(outcome.kind === 'scheduled');
      const phase = page().shown()?.phase;
      assert.ok(phase?.kind === 'waiting' && phase.canSendNow);
      assert.match(phase.text, /^Scheduled for .*\d\d:\d\d.*, in \{0\}\./);
      assert.equal(phase.reason, 'You chose this time.');
      assert.match(page().shown()?.before ?? '', /429/);

      await run('workbench.action.files.newUntitledFile');
      await until('the answer', () => seen.at(-1)?.outcome.kind === 'answered');
      stop();
      const last = seen.at(-1)!;
      assert.deepEqual(last.outcome, { kind: 'answered', status: 200 });
      assert.equal(server.requests.length, 7);
      const sentAt = Date.parse(last.attempts[0]!.startedAt);
      const answeredAt = Date.parse(first.attempts.at(-1)!.startedAt);
      assert.ok(sentAt >= answeredAt + seconds * 1_000, `${sentAt - answeredAt} ms after the 429`);
      await until('the message', () => told.length > 0);
      assert.match(told.join(), /^[^,]+, after its wait: 200 OK\.$/);
    });

    it('tells nothing where the panel can be seen', async () => {
      const { seen, stop } = await pressed();
      await until('the answer', () => seen.at(-1)?.outcome.kind === 'answered');
      await until('the panel', () => page().shown()?.status?.text === '200 OK');
      stop();
      assert.deepEqual(told, []);
    });

    it('can be cancelled, and sends nothing then', async () => {
      const { seen, stop } = await pressed();
      const { id } = seen.at(-1)!;
      await page().call('exchange/cancel', { exchangeId: id });
      await until('the end', () => seen.at(-1)?.outcome.kind === 'cancelled');
      stop();
      assert.equal(server.requests.length, 6);
      assert.deepEqual(told, []);
    });

    it('can be sent at once instead', async () => {
      const { seen, stop } = await pressed();
      await page().call('exchange/sendNow', { exchangeId: seen.at(-1)!.id });
      await until('the answer', () => seen.at(-1)?.outcome.kind === 'answered');
      stop();
      assert.equal(server.requests.length, 7);
    });
  });

  describe('after a 401', () => {
    let sandbox: Sandbox;
    before(async () => {
      sandbox = await startSandbox();
    });
    after(() => sandbox.stop());

    const rejected = async (): Promise<Exchange> => {
      await useProfile('Fixes rejected', sandbox.url, sandbox.keys.revoked);
      const exchange = await api.send(request);
      assert.deepEqual(exchange.outcome, { kind: 'answered', status: 401 });
      await run(commands.showExchange, exchange.id);
      await page().call('panel/ready', {});
      return exchange;
    };

    it('setApiKey: one press, the password box, and it is sent', async () => {
      const exchange = await rejected();
      assert.equal(exchange.diagnosis?.fixes[0]?.kind, 'setApiKey');
      const boxes: (vscode.InputBoxOptions | undefined)[] = [];
      replace(vscode.window, 'showInputBox', options => {
        boxes.push(options);
        return Promise.resolve(sandbox.keys.good);
      });
      const { failure } = await press(page, exchange, 'setApiKey', { shown: true });
      assert.equal(failure, undefined);
      await until('the answer', () => page().shown()?.status?.text === '200 OK');
      assert.deepEqual(
        boxes.map(box => box?.password),
        [true],
      );
      assert.match(page().shown()?.before ?? '', /401/);
      assert.ok(!JSON.stringify(page().posted).includes(sandbox.keys.good));
    });

    for (const [name, key, verdict] of [
      ['that it is rejected', 'revoked', /was rejected.*enter the new one/],
      ['that it works by now', 'good', /works\. Checking it was free/],
    ] as const) {
      it(`checkApiKey: says ${name}, and sends nothing else`, async () => {
        const exchange = await rejected();
        await useProfile('Fixes rejected', sandbox.url, sandbox.keys[key]);
        await run(commands.switchProfile, 'Sandbox');
        answerInput(undefined);
        const { seen, stop } = collect(api);
        const { failure } = await press(page, exchange, 'checkApiKey', { shown: true });
        assert.equal(failure, undefined);
        await until('the verdict', () => told.length > 0);
        stop();
        assert.match(told[0]!, verdict);
        assert.match(told[0]!, /Fixes rejected/, 'the key of another profile was checked');
        const operations = new Set(seen.map(({ operationId }) => operationId));
        assert.deepEqual([...operations], ['getJob']);
        assert.equal(page().shown()?.id, exchange.id);
      });
    }
  });
});
