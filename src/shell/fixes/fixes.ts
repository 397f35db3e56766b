import { commands as editor, l10n } from 'vscode';
import { applyFix } from '../../core/diagnosis/applyFix';
import type { ChangeFix, Fix } from '../../core/diagnosis/fix';
import type { Exchange } from '../../core/exchange';
import type { HistoryRow } from '../../core/history/row';
import { sandboxProfile } from '../../core/profiles';
import type { Draft } from '../../core/request/draft';
import { commands } from '../../names';
import { checkKey } from '../runs/checkKey';
import { confirm } from '../common/command';
import type { Panel } from '../panel/panel';
import type { Parts } from '../parts';
import { report } from '../runs/runReport';
import { askFixValue } from './askFixValue';
import { enterKey, switchProfile, withProfile } from './fixProfile';
import { mendedRun, uneditedRun } from './mendedRun';
import { openPage } from './openPage';
import { pickSeenId } from './pickSeenId';
import { sendFix, type PlannedRun } from './sendFix';

export type FixParts = Pick<
  Parts,
  'log' | 'tell' | 'profiles' | 'keys' | 'history' | 'bodies' | 'drafts' | 'sender'
>;

type FixOf<K extends Fix['kind']> = Extract<Fix, { kind: K }>;

/** How each kind of fix is carried out: for a run, as the panel that shows it stands. */
type Carriers = {
  readonly [K in Fix['kind']]: (
    exchange: Exchange,
    fix: FixOf<K>,
    panel: Panel,
  ) => void | Thenable<void>;
};

/** Carries out the fixes that a run offers. Each is a new request that the person chose; nothing fires by itself. */
export class Fixes {
  readonly #parts: FixParts;

  constructor(parts: FixParts) {
    this.#parts = parts;
  }

  /** Resolves when what the fix starts is on its way. Rejects with a sentence for the person. */
  async apply<K extends Fix['kind']>(
    exchange: Exchange,
    fix: FixOf<K>,
    panel: Panel,
  ): Promise<void> {
    const carry: Carriers[K] = this.#carriers[fix.kind];
    await carry(exchange, fix, panel);
  }

  readonly #carriers: Carriers = {
    setValue: (...fix) => this.#change(...fix),
    removeValue: (...fix) => this.#change(...fix),
    setSize: (...fix) => this.#change(...fix),
    startOver: (...fix) => this.#change(...fix),
    widen: (...fix) => this.#change(...fix),
    newIdempotencyKey: (...fix) => this.#startAnother(...fix),
    useOperation: (...fix) => this.#useOperation(...fix),
    askValue: async (exchange, fix, panel) => {
      const row = await uneditedRun(exchange, panel, this.#parts);
      const change = await askFixValue(row.draft, fix, this.#parts.keys.known);
      if (change) await this.#sendChanged(row, change, panel);
    },
    pickId: async (exchange, fix, panel) => {
      const row = await uneditedRun(exchange, panel, this.#parts);
      const change = await pickSeenId(this.#parts, row, fix);
      if (change) await this.#sendChanged(row, change, panel);
    },
    setApiKey: (exchange, _fix, panel) => this.#setApiKey(exchange, panel),
    switchProfile: (exchange, _fix, panel) => this.#switchProfile(exchange, panel),
    storeKey: ({ operationId }) => editor.executeCommand(commands.storeKey, operationId),
    checkApiKey: async exchange =>
      checkKey(this.#parts, await withProfile(exchange, this.#parts.profiles)),
    runInSandbox: async (exchange, _fix, panel) => {
      const row = await uneditedRun(exchange, panel, this.#parts);
      await this.#send({ draft: row.draft, profile: sandboxProfile.name }, row, panel);
    },
    sendAgain: async (exchange, _fix, panel) =>
      this.#sendUnchanged(await mendedRun(exchange, this.#parts), panel),
    sendAt: async (exchange, { at }, panel) =>
      this.#sendUnchanged(await mendedRun(exchange, this.#parts), panel, at),
    editRequest: (_exchange, { at }, panel) =>
      panel.focus(at ? { on: 'field', field: at.name || (at.pointer ?? '') } : { on: 'request' }),
    openPage: (exchange, { page }) => openPage(page, exchange, this.#parts.tell),
    openSetting: (_exchange, { setting }) =>
      editor.executeCommand('workbench.action.openSettings', setting),
    diagnoseConnection: ({ profile }) =>
      editor.executeCommand(commands.diagnoseConnection, profile),
    copyReport: async exchange => {
      await this.#parts.tell.copy(report(exchange));
      this.#parts.tell.shortly(l10n.t('The report is on the clipboard.'));
    },
  };

  async #change(exchange: Exchange, fix: ChangeFix, panel: Panel): Promise<void> {
    await this.#sendChanged(await uneditedRun(exchange, panel, this.#parts), fix, panel);
  }

  async #startAnother(exchange: Exchange, fix: ChangeFix, panel: Panel): Promise<void> {
    const row = await uneditedRun(exchange, panel, this.#parts);
    const question = l10n.t('A new key means another application. Start one?');
    if (!(await confirm(question, l10n.t('Do not start it'), l10n.t('Start another one')))) return;
    await this.#sendChanged(row, fix, panel);
  }

  async #useOperation(exchange: Exchange, fix: FixOf<'useOperation'>, panel: Panel): Promise<void> {
    const row = await mendedRun(exchange, this.#parts);
    const draft = applyFix(row.draft, fix);
    if (fix.send) return this.#send({ draft, profile: row.exchange.profile }, row, panel);
    await panel.show(draft.operationId, undefined, draft);
    panel.focus({ on: 'request' });
  }

  async #setApiKey(exchange: Exchange, panel: Panel): Promise<void> {
    const row = await uneditedRun(exchange, panel, this.#parts);
    const profile = await enterKey(exchange, this.#parts);
    if (profile === exchange.profile) await this.#sendUnchanged(row, panel);
    else if (profile !== undefined) await this.#sendWith(profile, row, panel);
  }

  async #switchProfile(exchange: Exchange, panel: Panel): Promise<void> {
    const row = await uneditedRun(exchange, panel, this.#parts);
    const profile = await switchProfile(this.#parts.profiles);
    if (profile !== undefined && profile !== exchange.profile)
      await this.#sendWith(profile, row, panel);
  }

  async #sendWith(profile: string, row: HistoryRow, panel: Panel): Promise<void> {
    await uneditedRun(row.exchange, panel, this.#parts);
    await this.#send({ draft: row.draft, profile }, row, panel);
  }

  async #sendChanged(row: HistoryRow, fix: ChangeFix, panel: Panel): Promise<void> {
    await uneditedRun(row.exchange, panel, this.#parts);
    const draft = applyFix(row.draft, fix);
    await this.#send({ draft, profile: row.exchange.profile }, row, panel, row.draft);
  }

  /** The same action once more: nobody knows it as another one. */
  async #sendUnchanged(row: HistoryRow, panel: Panel, notBefore?: string): Promise<void> {
    await uneditedRun(row.exchange, panel, this.#parts);
    const { draft, idempotencyKey, exchange } = row;
    const when = notBefore !== undefined && { notBefore };
    await this.#send({ draft, profile: exchange.profile, idempotencyKey, ...when }, row, panel);
  }

  #send(next: PlannedRun, row: HistoryRow, panel: Panel, before?: Draft): Promise<void> {
    return sendFix(next, row, panel, this.#parts, before);
  }
}
