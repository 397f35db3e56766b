import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JoboExplorerApi } from '../../src/api';
import { commands } from '../../src/names';
import {
  activate,
  cleanUp,
  countQuickInputs,
  freeRequest,
  makeKey,
  run,
  startRecorder,
  useProfile,
  type Recorder,
} from './support';

/** What nobody should pass, and somebody does. */
const hostile: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['a number', 42],
  ['NaN', Number.NaN],
  ['true', true],
  ['a list', [['x'], {}]],
  ['an empty object', {}],
  ['an endless text', 'x'.repeat(1_000_000)],
  ['a text of the prototype', '__proto__'],
  ['another one', 'constructor'],
  ['an object without a prototype', Object.create(null)],
  ['an own __proto__', JSON.parse('{"__proto__": {"id": "x"}, "id": {"id": 1}}') as unknown],
  ['an operation that is none', { operation: null }],
  ['an operation of another shape', { operation: { id: { toString: () => 'searchJobs' } } }],
  ['a run that is none', { run: null, id: 7 }],
  ['a profile of numbers', { name: 1, baseUrl: 2, key: 3 }],
  ['a profile of objects', { name: { trim: () => 'x' }, baseUrl: {} }],
  ['an address of a script', { name: 'Hostile', baseUrl: 'javascript:alert(1)' }],
  ['a lone surrogate', '\ud800'],
  [
    'getters that throw',
    Object.defineProperties(
      {},
      Object.fromEntries(
        ['id', 'run', 'operation', 'name', 'baseUrl', 'key', 'kind', 'toString'].map(name => [
          name,
          {
            enumerable: true,
            get: () => {
              throw new Error('a hostile getter');
            },
          },
        ]),
      ),
    ),
  ],
];

/** Commands that do what they are for whatever they are given, or open something that nobody can close here. */
const unaffected: readonly string[] = [commands.topUp, commands.openDocs];

/** Commands after which there is no key to send with. */
const takesAway: readonly string[] = [
  commands.addProfile,
  commands.removeApiKey,
  commands.removeProfile,
  commands.switchProfile,
];

/** Commands that look at no argument: a few are enough to see that. */
const deaf: readonly string[] = [
  commands.sendFocused,
  commands.checkApiKey,
  commands.removeApiKey,
  commands.removeProfile,
  commands.startSandbox,
  commands.stopSandbox,
  commands.chooseSandboxKey,
  commands.clearHistory,
  commands.clearHistoryFilter,
  commands.showCredits,
  commands.showLog,
];
const argumentsFor = (command: string) =>
  deaf.includes(command) ? hostile.filter(([what]) => /null|getters|endless/.test(what)) : hostile;

/** Asked for nothing, a command may open inputs; they are closed until it is through. */
async function callWith(command: string, argument: unknown): Promise<void> {
  const before = countQuickInputs();
  const state = { isThrough: false };
  const end = () => (state.isThrough = true);
  void run(command, argument).then(end, end);
  while (!state.isThrough) {
    // An input takes a moment to be there after it was asked for, so once is not enough.
    if (countQuickInputs() > before) await run('workbench.action.closeQuickOpen');
    else await sleep(1);
  }
}

describe('commands with hostile arguments', () => {
  let api: JoboExplorerApi;
  let server: Recorder;

  before(async () => {
    api = await activate();
    server = await startRecorder();
  });
  after(() => server.stop());
  afterEach(cleanUp);

  for (const command of Object.values(commands)) {
    if (unaffected.includes(command)) continue;
    it(`${command} neither falls nor sends`, async () => {
      const before = server.requests.length;
      const sent = () => server.requests.length - before;
      await useProfile('Hostile cases', server.url, makeKey());
      for (const [, argument] of argumentsFor(command)) await callWith(command, argument);
      // Checking a key is what that command is for; it looks at no argument.
      const checks = command === commands.checkApiKey ? argumentsFor(command).length : 0;
      assert.equal(sent(), checks);
      // Of those that take the key away, or the profile.
      if (takesAway.includes(command)) await useProfile('Hostile cases', server.url, makeKey());
      const { outcome } = await api.send(freeRequest);
      assert.equal(outcome.kind, 'answered');
      assert.equal(sent(), checks + 1);
    });
  }

  for (const command of [commands.sendRequest, commands.openOperation]) {
    it(`${command} refuses what is no operation with a short sentence`, async () => {
      for (const [what, argument] of hostile) {
        if (what === 'getters that throw') continue;
        await assert.rejects(run(command, argument), (failure: Error) => {
          assert.match(failure.message, /There is no operation/, what);
          assert.ok(failure.message.length < 250, what);
          return true;
        });
      }
    });
  }
});
