import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';
import { walls } from '../../launch/walls.mjs';

const root = path.resolve(__dirname, '../../..');

/** The project's own settings. Only walls are looked at, and those need no types. */
const eslint = new ESLint({
  cwd: root,
  ruleFilter: ({ ruleId }) => ruleId === 'house/walls',
  overrideConfig: {
    files: ['src/**'],
    languageOptions: { parserOptions: { projectService: false } },
  },
});

async function saidOf(file: string, text: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(`${text}\n`, { filePath: `src/${file}` });
  return (result?.messages ?? []).map(({ message }) => message);
}

/** A file, what it imports, and what is said of that. */
type Case = readonly [file: string, imported: string, ...says: readonly string[]];

const editor = 'only src/shell, src/extension.ts and src/api.ts know the editor';
const sends = 'only src/core/transport sends';
const noShell = 'this room does not know the shell';
const noPage = 'this room does not know the page';
const noSandbox = 'this room does not know the sandbox';
const noNode = 'a page has no Node';
const common = 'what is common to core knows no other room';
const low = 'this room knows no room above it';
const noTransport = 'this room knows no transport';
const bodyTypes = 'of the transport, a body knows types only';
const transport = 'the transport knows neither runs nor what they are made of';
const retry = 'of the transport, the retries know types only: when is not how';
const noDiagnosis = 'this room does not know the diagnosis';
const noDisk = 'core is given what touches files';
const noRun = 'only the explorer and the shell know how a run goes';
const shellCommon = 'what is common to the shell knows no other room of it';
const logWords = 'of what is common to the shell, only the log has words';
const words = 'words know core only';
const commands = 'only composers and the entry call commands by their files';
const noFixes = 'panels do not know fixes';
const stage = 'of the panel, fixes know the stage only';
const noPanel = 'this room does not know the panel';
const parts = 'only commands and composers know all parts: name the few things that are needed';
const made = 'rooms do not know who makes them';
const wired = 'the shell does not know who wires it';

const wrong: readonly Case[] = [
  ['core/request/x.ts', 'vscode', editor],
  ['core/transport/x.ts', 'vscode', editor],
  ['core/common/x.ts', 'vscode', editor],
  ['core/explorer.ts', 'vscode', editor],
  ['webview/form/x.tsx', 'vscode', editor],
  ['sandbox/x.ts', 'vscode', editor],
  ['protocol.ts', 'vscode', editor],
  ['core/retry/x.ts', 'undici', sends],
  ['core/run/x.ts', 'undici/lib/dispatcher/pool', sends],
  ['shell/network/x.ts', 'undici', sends],
  ['webview/x.ts', 'undici', sends],
  ['sandbox/x.ts', 'undici', sends],
  ['core/history/x.ts', '../../shell/words/figures', noShell],
  ['core/transport/probe/x.ts', '../../../shell/network/network', noShell],
  ['core/diagnosis/x.ts', '../../api', noShell],
  ['webview/x.tsx', '../shell/words/figures', noShell],
  ['sandbox/x.ts', '../extension', noShell],
  ['core/body/x.ts', '../../webview/host', noPage],
  ['sandbox/actions/x.ts', '../../webview/host', noPage],
  ['shell/panel/x.ts', '../../webview/state', noPage],
  ['core/explorer.ts', '../sandbox/server', noSandbox],
  ['webview/x.ts', '../sandbox/server', noSandbox],
  ['shell/profiles/x.ts', '../../sandbox/server', noSandbox],
  ['webview/form/x.tsx', 'node:path', noNode],
  ['webview/form/x.tsx', 'fs', noNode],
  ['webview/x.ts', 'fs/promises', noNode],

  ['core/common/x.ts', '../exchange', common],
  ['core/common/x.ts', '../body/pointer', common],
  ['core/common/x.ts', '../../names', common],
  ['core/charset/x.ts', '../request/draft', low],
  ['core/catalog/x.ts', '../request/draft', low],
  ['core/keys/x.ts', '../run/admission', low, noRun],
  ['core/keys/x.ts', '../exchange', low],
  ['core/body/x.ts', '../exchange', low],
  ['core/keys/x.ts', '../transport/transport', noTransport],
  ['core/body/x.ts', '../transport/transport', bodyTypes],
  ['core/transport/x.ts', '../exchange', transport],
  ['core/transport/coding/x.ts', '../../retry/retry', transport],
  ['core/transport/x.ts', '../request/draft', transport],
  ['core/retry/x.ts', '../transport/limits', retry],
  ['core/credits/x.ts', '../diagnosis/fix', noDiagnosis],
  ['core/request/x.ts', '../diagnosis/applyFix', noDiagnosis],
  ['core/price/x.ts', '../diagnosis/fix', noDiagnosis],
  ['core/history/x.ts', '../disk/batches', noDisk],
  ['core/credits/x.ts', '../disk/ledgerFolder', noDisk],
  ['core/vocabulary/x.ts', '../disk/keptFile', noDisk],
  ['core/kept/x.ts', '../disk/entryFiles', noDisk],
  ['core/run/x.ts', '../disk/folderStore', noDisk],
  ['core/retry/x.ts', '../run/guardedTransport', noRun],
  ['core/exchange.ts', './run/runRecord', noRun],
  ['core/credits/x.ts', '../explorer', noRun],

  ['shell/common/x.ts', '../profiles/keys', shellCommon],
  ['shell/common/x.ts', '../parts', shellCommon, parts],
  ['shell/common/log.ts', '../panel/panel', shellCommon],
  ['shell/common/x.ts', '../words/figures', logWords],
  ['shell/words/x.ts', '../profiles/keys', words],
  ['shell/words/x.ts', '../common/settings', words],
  ['shell/words/x.ts', '../../extension', wired, words],
  ['shell/common/x.ts', '../../api', wired],
  ['shell/runs/x.ts', '../../extension', wired],
  ...['views', 'panel', 'fixes', 'language', 'tools', 'profiles'].map((room): Case => [
    `shell/${room}/x.ts`,
    '../commands/apiKey',
    commands,
  ]),
  ['shell/panel/x.ts', '../fixes/fixes', noFixes],
  ['shell/fixes/x.ts', '../panel/panel', stage],
  ['shell/fixes/x.ts', '../panel/stageView', stage],
  ['shell/language/x.ts', '../panel/panel', noPanel],
  ['shell/tools/x.ts', '../panel/stage', noPanel],
  ['shell/runs/x.ts', '../parts', parts],
  ['shell/panel/x.ts', '../parts', parts],
  ['shell/whoHears.ts', './parts', parts],
  ['api.ts', './shell/parts', parts],
  ['shell/panel/x.ts', '../composePanels', made],
  ['shell/commands/x.ts', '../whoHears', made],
];

const right: readonly Case[] = [
  ['shell/words/x.ts', 'vscode'],
  ['extension.ts', 'vscode'],
  ['api.ts', 'vscode'],
  ['core/transport/x.ts', 'undici/lib/dispatcher/pool'],
  ['webview/x.tsx', '../protocol'],
  ['webview/form/x.tsx', '../../core/request/jsonParts'],
  ['webview/main.tsx', '@vscode/codicons/dist/codicon.css'],
  ['sandbox/x.ts', '../core/catalog/operation'],
  ['sandbox/x.ts', 'node:http'],
  ['core/common/x.ts', './event'],
  ['core/common/x.ts', 'node:net'],
  ['core/catalog/x.ts', '../generated/catalog.json'],
  ['core/body/x.ts', '../charset/toUtf8'],
  ['core/transport/x.ts', '../keys/knownKeys'],
  ['core/transport/coding/x.ts', '../failure'],
  ['core/retry/x.ts', '../request/draft'],
  ['core/diagnosis/x.ts', '../price/estimate'],
  ['core/credits/x.ts', '../history/row'],
  ['core/disk/x.ts', '../history/row'],
  ['core/disk/x.ts', './absent'],
  ['core/run/x.ts', './progress'],
  ['core/explorer.ts', './run/runRecord'],
  ['shell/runs/x.ts', '../../core/run/keyProbe'],
  ['shell/runs/x.ts', '../../core/disk/saveWhole'],
  ['shell/common/x.ts', '../../core/common/event'],
  ['shell/common/log.ts', '../words/figures'],
  ['shell/words/x.ts', '../../core/exchange'],
  ['shell/words/x.ts', '../../protocol'],
  ['shell/words/x.ts', './figures'],
  ['shell/commands/x.ts', './apiKey'],
  ['shell/commands/x.ts', '../parts'],
  ['shell/composePanels.ts', './parts'],
  ['shell/compose.ts', './composePanels'],
  ['shell/compose.ts', './whoHears'],
  ['shell/whoHears.ts', './composeCredits'],
  ['shell/compose.ts', './commands/apiKey'],
  ['extension.ts', './shell/commands/apiKey'],
  ['extension.ts', './shell/parts'],
  ['shell/fixes/x.ts', '../panel/stage'],
  ['shell/panel/x.ts', './stage'],
  ['shell/panel/x.ts', '../runs/sender'],
];

describe('a wall', () => {
  for (const [file, imported, ...says] of wrong) {
    it(`keeps ${imported} out of ${file}`, async () => {
      assert.deepEqual(await saidOf(file, `import { x } from '${imported}';`), says);
    });
  }

  for (const [file, imported] of right) {
    it(`lets ${imported} into ${file}`, async () => {
      assert.deepEqual(await saidOf(file, `import { x } from '${imported}';`), []);
    });
  }

  const forms = [
    "import type { X } from '../disk/batches';",
    "import { type X } from '../disk/batches';",
    "import * as x from '../disk/batches';",
    "import '../disk/batches.js';",
    "export { x } from '../disk/batches';",
    "export * from '../disk/batches';",
    "export type { X } from '../disk/batches';",
    "export const x = () => import('../disk/batches');",
    "export type X = import('../disk/batches').X;",
    "import x = require('../disk/batches');",
    "import { x } from '../../core/disk/batches';",
  ];
  for (const form of forms) {
    it(`stands against ${form}`, async () => {
      assert.deepEqual(await saidOf('core/history/x.ts', form), [noDisk]);
    });
  }

  it('for values lets types through, however they are imported', async () => {
    for (const type of [
      "import type { X } from '../transport/limits';",
      "import { type X, type Y } from '../transport/limits';",
      "export type { X } from '../transport/limits';",
      "export type X = import('../transport/limits').X;",
    ])
      assert.deepEqual(await saidOf('core/retry/x.ts', type), [], type);
    for (const value of [
      "import { type X, y } from '../transport/limits';",
      "import '../transport/limits';",
      "import {} from '../transport/limits';",
      "export * from '../transport/limits';",
    ])
      assert.deepEqual(await saidOf('core/retry/x.ts', value), [retry], value);
  });

  it('stands in one of these cases, whichever it is', () => {
    const seen = new Set(wrong.flatMap(([, , ...says]) => says));
    const unseen = walls.map(({ says }) => says).filter(says => !seen.has(says));
    assert.deepEqual(unseen, []);
  });

  it('stands between rooms that are there, but for one that will be', () => {
    const places = walls.flatMap(({ from, not = [], to, but = [] }) => [
      ...from,
      ...not,
      ...to,
      ...but,
    ]);
    const own = places.filter(place => place.startsWith('src') && !place.endsWith('*'));
    const gone = own.filter(place => !fs.existsSync(path.join(root, place)));
    assert.deepEqual([...new Set(gone)], ['src/shell/tools']);
  });
});
