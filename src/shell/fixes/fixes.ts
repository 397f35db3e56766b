import { commands as editor, l10n } from 'vscode';
import { applyFix } from '../../core/diagnosis/applyFix';
import type { ChangeFix, Fix } from '../../core/diagnosis/fix';
import type { Exchange } from '../../core/exchange';
import type { HistoryRow } from '../../core/history/row';
import { sandboxProfile } from '../../core/profiles';
import type { Draft } from '../../core/request/draft';
import { commands } from '../../names';
import { checkKey, type CheckKeyParts } from '../runs/checkKey';
import { confirm } from '../common/command';
import type { Stage } from '../panel/stage';
import { runReport } from '../runs/runReport';
import { askFixValue } from './askFixValue';
import { enterKey, switchProfile, withProfile, type FixProfileParts } from './fixProfile';
import { fixedRun, uneditedRun, type FixedRunParts } from './fixedRun';
import { openPage } from './openPage';
import { pickSeenId, type PickSeenIdParts } from './pickSeenId';
import { sendFix, type PlannedRun, type SendFixParts } from './sendFix';

export type FixesParts = CheckKeyParts &
  FixProfileParts &
  PickSeenIdParts &
  FixedRunParts &
  SendFixParts;

type FixOf<K extends Fix['kind']> = Extract<Fix, { kind: K }>;

/** How each kind of fix is carried out, for a run in the panel that shows it. */
type Carriers = {
  readonly [K in Fix['kind']]: (
    exchange: Exchange,
    fix: FixOf<K>,
    stage: Stage,
  ) => void | Thenable<void>;
};

/** Carries out the fixes that a run offers, always on the person's choice; no fix starts by itself. */
export class Fixes {
  readonly #parts: FixesParts;

  constructor(parts: FixesParts) {
    this.#parts = parts;
  }

  /** Resolves when the fix is done, or its run is on screen. Rejects with a sentence for the person. */
  async apply<K extends Fix['kind']>(
    exchange: Exchange,
    fix: FixOf<K>,
    stage: Stage,
  ): Promise<void> {
    const carry: Carriers[K] = this.#carriers[fix.kind];
    await carry(exchange, fix, stage);
  }

  readonly #carriers: Carriers = {
    setValue: (...fix) => this.#change(...fix),
    removeValue: (...fix) => this.#change(...fix),
    setSize: (...fix) => this.#change(...fix),
    startOver: (...fix) => this.#change(...fix),
    widen: (...fix) => this.#change(...fix),
    newIdempotencyKey: (...fix) => this.#startAnother(...fix),
    useOperation: (...fix) => this.#useOperation(...fix),
    askValue: async (exchange, fix, stage) => {
      const row = await uneditedRun(exchange, stage, this.#parts);
      const change = await askFixValue(row.draft, fix, this.#parts.keys.known);
      if (change) await this.#sendChanged(row, change, stage);
    },
    pickId: async (exchange, fix, stage) => {
      const row = await uneditedRun(exchange, stage, this.#parts);
      const change = await pickSeenId(this.#parts, row, fix);
      if (change) await this.#sendChanged(row, change, stage);
    },
    setApiKey: (exchange, _fix, stage) => this.#setApiKey(exchange, stage),
    switchProfile: (exchange, _fix, stage) => this.#switchProfile(exchange, stage),
    storeKey: ({ operationId }) => editor.executeCommand(commands.storeKey, operationId),
    checkApiKey: async exchange =>
      checkKey(this.#parts, await withProfile(exchange, this.#parts.profiles)),
    runInSandbox: async (exchange, _fix, stage) => {
      const row = await uneditedRun(exchange, stage, this.#parts);
      await this.#send({ draft: row.draft, profile: sandboxProfile.name }, row, stage);
    },
    sendAgain: async (exchange, _fix, stage) =>
      this.#sendUnchanged(await fixedRun(exchange, this.#parts), stage),
    sendAt: async (exchange, { at }, stage) =>
      this.#sendUnchanged(await fixedRun(exchange, this.#parts), stage, at),
    editRequest: (_exchange, { at }, stage) =>
      stage.focus(at ? { on: 'field', field: at.name || (at.pointer ?? '') } : { on: 'request' }),
    openPage: (exchange, { page }) => openPage(page, exchange, this.#parts.tell),
    openSetting: (_exchange, { setting }) =>
      editor.executeCommand('workbench.action.openSettings', setting),
    diagnoseConnection: ({ profile }) =>
      editor.executeCommand(commands.diagnoseConnection, profile),
    copyReport: async exchange => {
      await this.#parts.tell.copy(runReport(exchange));
      this.#parts.tell.shortly(l10n.t('The report is on the clipboard.'));
    },
  };

  async #change(exchange: Exchange, fix: ChangeFix, stage: Stage): Promise<void> {
    await this.#sendChanged(await uneditedRun(exchange, stage, this.#parts), fix, stage);
  }

  async #startAnother(exchange: Exchange, fix: ChangeFix, stage: Stage): Promise<void> {
    const row = await uneditedRun(exchange, stage, this.#parts);
    const question = l10n.t('A new key means another application. Start one?');
    if (!(await confirm(question, l10n.t('Do not start it'), l10n.t('Start another one')))) return;
    await this.#sendChanged(row, fix, stage);
  }

  async #useOperation(exchange: Exchange, fix: FixOf<'useOperation'>, stage: Stage): Promise<void> {
    const row = await fixedRun(exchange, this.#parts);
    const draft = applyFix(row.draft, fix);
    if (fix.send) return this.#send({ draft, profile: row.exchange.profile }, row, stage);
    await stage.show(draft.operationId, undefined, draft);
    stage.focus({ on: 'request' });
  }

  async #setApiKey(exchange: Exchange, stage: Stage): Promise<void> {
    const row = await uneditedRun(exchange, stage, this.#parts);
    const profile = await enterKey(exchange, this.#parts);
    if (profile === exchange.profile) await this.#sendUnchanged(row, stage);
    else if (profile !== undefined) await this.#sendWith(profile, row, stage);
  }

  async #switchProfile(exchange: Exchange, stage: Stage): Promise<void> {
    const row = await uneditedRun(exchange, stage, this.#parts);
    const profile = await switchProfile(this.#parts.profiles);
    if (profile !== undefined && profile !== exchange.profile)
      await this.#sendWith(profile, row, stage);
  }

  async #sendWith(profile: string, row: HistoryRow, stage: Stage): Promise<void> {
    await uneditedRun(row.exchange, stage, this.#parts);
    await this.#send({ draft: row.draft, profile }, row, stage);
  }

  async #sendChanged(row: HistoryRow, fix: ChangeFix, stage: Stage): Promise<void> {
    await uneditedRun(row.exchange, stage, this.#parts);
    const draft = applyFix(row.draft, fix);
    await this.#send({ draft, profile: row.exchange.profile }, row, stage, row.draft);
  }

  /** Repeats the same action: the request keeps its idempotency key. */
  async #sendUnchanged(row: HistoryRow, stage: Stage, notBefore?: string): Promise<void> {
    await uneditedRun(row.exchange, stage, this.#parts);
    const { draft, idempotencyKey, exchange } = row;
    const when = notBefore !== undefined && { notBefore };
    await this.#send({ draft, profile: exchange.profile, idempotencyKey, ...when }, row, stage);
  }

  #send(next: PlannedRun, row: HistoryRow, stage: Stage, before?: Draft): Promise<void> {
    return sendFix(next, row, stage, this.#parts, before);
  }
}
