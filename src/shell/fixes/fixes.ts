import { commands as editor, l10n } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import { mostOf, type Estimate } from '../../core/credits/estimate';
import type { SpendingGuard } from '../../core/credits/spendingGuard';
import { applyFix } from '../../core/diagnosis/applyFix';
import type { ChangeFix, Fix } from '../../core/diagnosis/fix';
import type { Exchange } from '../../core/exchange';
import type { HistoryRow } from '../../core/history/row';
import { sandboxProfile, type Profile } from '../../core/profiles';
import type { Draft } from '../../core/request/draft';
import { isSameDraft } from '../../core/request/sameDraft';
import { commands } from '../../names';
import type { Costs } from '../credits/costs';
import type { ProfileStore } from '../profiles/profileStore';
import type { Drafts } from '../requests/drafts';
import { askFixValue } from './askFixValue';
import { checkKey, type CheckKeyParts } from '../runs/checkKey';
import { confirm, Refusal, type CommandParts } from '../common/command';
import { refuseCut } from '../requests/refuseCut';
import type { KeptAnswers } from '../credits/keptAnswers';
import { openPage } from './openPage';
import type { Stage as Panel } from '../panel/stage';
import { pickSeenId, type PickSeenIdParts } from './pickSeenId';
import { runReport } from '../runs/runReport';
import { credits } from '../words/figures';

export interface FixesParts extends CommandParts, PickSeenIdParts, CheckKeyParts {
  readonly profiles: ProfileStore;
  readonly drafts: Drafts;
  readonly spending: Costs;
  readonly kept: Pick<KeptAnswers, 'find'>;
  readonly guard: Pick<SpendingGuard, 'isOver'>;
}

interface Going {
  readonly draft: Draft;
  readonly profile: string;
  /** Of the run that this one repeats unchanged. */
  readonly idempotencyKey?: string;
  /** The run that it mends. */
  readonly after: string;
  /** ISO 8601. */
  readonly notBefore?: string;
}

/** Carries out the remedies that a run offers. Each is a new request that the person chose; nothing fires by itself. */
export class Fixes {
  readonly #parts: FixesParts;

  constructor(parts: FixesParts) {
    this.#parts = parts;
  }

  /** Resolves when what the fix starts is on its way. Rejects with a sentence for the person. */
  async apply(exchange: Exchange, fix: Fix, panel: Panel): Promise<void> {
    switch (fix.kind) {
      case 'setValue':
      case 'removeValue':
      case 'setSize':
      case 'startOver':
      case 'widen':
        return this.#change(await this.#fresh(exchange, panel), fix, panel);
      case 'newIdempotencyKey': {
        const row = await this.#fresh(exchange, panel);
        const question = l10n.t('A new key means another application. Start one?');
        if (!(await confirm(question, l10n.t('Do not start it'), l10n.t('Start another one'))))
          return;
        return this.#change(row, fix, panel);
      }
      case 'useOperation':
        return this.#useOperation(await this.#row(exchange), fix, panel);
      case 'askValue': {
        const row = await this.#fresh(exchange, panel);
        const change = await askFixValue(row.draft, fix, this.#parts.keys.known);
        return change && this.#change(row, change, panel);
      }
      case 'pickId': {
        const row = await this.#fresh(exchange, panel);
        const change = await pickSeenId(this.#parts, row, fix);
        return change && this.#change(row, change, panel);
      }
      case 'setApiKey':
        return this.#setApiKey(exchange, panel);
      case 'storeKey':
        await editor.executeCommand(commands.storeKey, exchange.operationId);
        return;
      case 'checkApiKey':
        return checkKey(this.#parts, await this.#activate(exchange));
      case 'switchProfile':
        return this.#switchProfile(exchange, panel);
      case 'runInSandbox': {
        const { draft } = await this.#fresh(exchange, panel);
        return this.#go({ draft, profile: sandboxProfile.name, after: exchange.id }, panel);
      }
      case 'sendAgain':
        return this.#again(await this.#row(exchange), panel);
      case 'sendAt':
        return this.#again(await this.#row(exchange), panel, fix.at);
      case 'editRequest':
        panel.focus(
          fix.at
            ? { on: 'field', field: fix.at.name || (fix.at.pointer ?? '') }
            : { on: 'request' },
        );
        return;
      case 'openPage':
        return openPage(fix.page, exchange, this.#parts.tell);
      case 'openSetting':
        await editor.executeCommand('workbench.action.openSettings', fix.setting);
        return;
      case 'diagnoseConnection':
        await editor.executeCommand(commands.diagnoseConnection, exchange.profile);
        return;
      case 'copyReport':
        await this.#parts.tell.copy(runReport(exchange));
        this.#parts.tell.shortly(l10n.t('The report is on the clipboard.'));
    }
  }

  async #row({ id }: Exchange): Promise<HistoryRow> {
    const { history, drafts } = this.#parts;
    await history.load();
    const row = history.get(id);
    const operation = row && findOperation(row.draft.operationId);
    if (!row || !operation)
      throw new Refusal(l10n.t('This run is no longer kept. Send the request again.'));
    refuseCut(row);
    if (!row.hadFiles) return row;
    const { files } = drafts.get(operation);
    if (!files)
      throw new Refusal(l10n.t('Files are not kept in History. Choose the file again, then send.'));
    return { ...row, draft: { ...row.draft, files } };
  }

  /** A fix is about the request as it was: what has been typed since must not be lost to it. */
  async #fresh(exchange: Exchange, panel: Panel): Promise<HistoryRow> {
    const row = await this.#row(exchange);
    const operation = findOperation(row.draft.operationId);
    if (operation && isSameDraft(panel.draftOf(operation), row.draft)) return row;
    throw new Refusal(
      l10n.t(
        'The request has been changed since this run, so its remedies no longer fit. Send it, or open the run again in History.',
      ),
    );
  }

  async #change(row: HistoryRow, fix: ChangeFix, panel: Panel): Promise<void> {
    const draft = applyFix(row.draft, fix);
    const next = goingOf(row, draft);
    if (await this.#mayCostMore(next, row)) await this.#goFresh(next, row, panel, row.draft);
  }

  async #useOperation(
    row: HistoryRow,
    fix: Extract<Fix, { kind: 'useOperation' }>,
    panel: Panel,
  ): Promise<void> {
    const draft = applyFix(row.draft, fix);
    const next = goingOf(row, draft);
    if (!fix.send) {
      await panel.show(draft.operationId, undefined, draft);
      panel.focus({ on: 'request' });
    } else if (await this.#mayCostMore(next, row)) {
      await this.#go(next, panel);
    }
  }

  async #setApiKey(exchange: Exchange, panel: Panel): Promise<void> {
    const { profiles, keys } = this.#parts;
    const row = await this.#fresh(exchange, panel);
    await this.#activate(exchange);
    const before = new Map(
      await Promise.all(
        profiles.all().map(async each => [each.name, await keys.get(each)] as const),
      ),
    );
    await editor.executeCommand(commands.setApiKey);
    // From the sandbox, which makes its own keys, a key means another profile.
    const now = profiles.active;
    const key = now.kind === 'sandbox' ? undefined : await keys.get(now);
    if (key === undefined || key === before.get(now.name)) return;
    if (now.name === exchange.profile) return this.#again(row, panel);
    const next = goingOf(row, row.draft, now.name);
    if (await this.#mayCostMore(next, row)) await this.#goFresh(next, row, panel);
  }

  async #switchProfile(exchange: Exchange, panel: Panel): Promise<void> {
    const { profiles } = this.#parts;
    const row = await this.#fresh(exchange, panel);
    const chosen: string[] = [];
    const listening = profiles.onDidChange(({ name }) => chosen.push(name));
    try {
      await editor.executeCommand(commands.switchProfile);
    } finally {
      listening.dispose();
    }
    const name = chosen.at(-1);
    if (name === undefined || name === exchange.profile) return;
    const next = goingOf(row, row.draft, name);
    if (await this.#mayCostMore(next, row)) await this.#goFresh(next, row, panel);
  }

  async #activate(exchange: Exchange): Promise<Profile> {
    const { profiles } = this.#parts;
    const profile = profiles.find(exchange.profile);
    // The key of whichever profile is active now is not the one that the run was about.
    if (!profile)
      throw new Error(
        l10n.t(
          'There is no profile "{0}" any more. Add it again, or send with another one.',
          exchange.profile,
        ),
      );
    if (profiles.active.name !== profile.name) await profiles.activate(profile.name);
    return profile;
  }

  /** True where it can cost no more than the run it mends, or where the person says so. */
  async #mayCostMore(next: Going, { draft, exchange }: HistoryRow): Promise<boolean> {
    const estimate = await this.#estimate(next);
    const most = mostOf(estimate);
    const before = await this.#estimate({ draft, profile: exchange.profile });
    // A key that is not billed may have been replaced by one that is.
    if (most <= (exchange.diagnosis?.notBilled ? 0 : mostOf(before))) return true;
    // Over a limit every run is asked about, with the same figures.
    if (await this.#parts.guard.isOver(estimate)) return true;
    // So is every repeat of what was answered lately.
    if (await this.#parts.kept.find(next.draft, next.profile)) return true;
    const question = l10n.t(
      'This may cost up to {0} with {1}. Send it?',
      credits(most),
      next.profile,
    );
    return confirm(question, l10n.t('Do not send'), l10n.t('Send'));
  }

  /** Also by what answers have taught; the sandbox and test keys are not charged. */
  #estimate({ draft, profile }: Pick<Going, 'draft' | 'profile'>): Promise<Estimate> {
    return this.#parts.spending.estimate(draft, profile);
  }

  async #again(row: HistoryRow, panel: Panel, notBefore?: string): Promise<void> {
    const { draft, idempotencyKey } = row;
    const when = notBefore !== undefined && { notBefore };
    const next = { ...goingOf(row, draft), idempotencyKey, ...when };
    if (await this.#mayCostMore(next, row)) await this.#goFresh(next, row, panel);
  }

  /** {@link #go}, unless the form has been edited while a question of the remedy stood. */
  async #goFresh(next: Going, row: HistoryRow, panel: Panel, before?: Draft): Promise<void> {
    await this.#fresh(row.exchange, panel);
    return this.#go(next, panel, before);
  }

  /**
   * Sends, and shows the run in this panel as soon as there is one.
   * @param before the draft that was changed: where it is the person's own, the changed one takes its place
   */
  async #go({ draft, ...options }: Going, panel: Panel, before?: Draft): Promise<void> {
    const { sender, drafts, log } = this.#parts;
    const operation = findOperation(draft.operationId);
    if (before && operation && isSameDraft(drafts.get(operation), before)) await drafts.put(draft);
    const form = operation && panel.draftOf(operation);
    const show = async (exchange: Exchange) => {
      // What has been typed while a question stood stays in the form.
      const isTyped = operation && form && !isSameDraft(panel.draftOf(operation), form);
      await panel.show(draft.operationId, exchange, isTyped ? undefined : draft);
    };
    await new Promise<void>((started, failed) => {
      const onStart = (exchange: Exchange) =>
        void show(exchange)
          .catch((failure: unknown) => log.debug(String(failure)))
          .then(() => started());
      sender
        .send(draft, { ...options, onStart })
        .then(({ id, diagnosis }) => {
          // After a chosen time the person is busy with something else.
          const here = options.notBefore === undefined && panel.exchange?.id === id;
          if (diagnosis && here) panel.focus({ on: 'card' });
        })
        .catch(failed);
    });
  }
}

const goingOf = ({ exchange }: HistoryRow, draft: Draft, profile = exchange.profile): Going => ({
  draft,
  profile,
  after: exchange.id,
});
