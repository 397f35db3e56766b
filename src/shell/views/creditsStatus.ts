import { l10n, StatusBarAlignment, ThemeColor, window, type StatusBarItem } from 'vscode';
import type { SpentOn } from '../../core/credits/spendingByDay';
import type { Exchange } from '../../core/exchange';
import { commands } from '../../names';
import type { Balances } from '../credits/balances';
import type { ProfileStore } from '../profiles/profileStore';
import { age, credits, plainNumber } from '../words/figures';
import { runName } from '../words/runName';
import { balanceTooltip, isLow } from './balanceTooltip';

const oldMs = 3_600_000;
const codicon = (name: string) => `$(${name})`;

export interface CreditsStatusParts {
  readonly balances: Balances;
  readonly profiles: ProfileStore;
  readonly running: () => readonly Exchange[];
  /** Today's spending of all windows, as far as it is known. */
  readonly today: () => Omit<SpentOn, 'operationId'> | undefined;
}

/** Status bar item: the running run, else the balance of the active profile. Hidden while neither is known. */
export class CreditsStatus {
  readonly #balances: Balances;
  readonly #profiles: ProfileStore;
  readonly #running: () => readonly Exchange[];
  readonly #today: CreditsStatusParts['today'];
  #item: StatusBarItem | undefined;
  #ticking: NodeJS.Timeout | undefined;

  constructor({ balances, profiles, running, today }: CreditsStatusParts) {
    this.#balances = balances;
    this.#profiles = profiles;
    this.#running = running;
    this.#today = today;
  }

  refresh(): void {
    const run = this.#running().at(-1);
    if (run) this.#showRun(run);
    else this.#showBalance();
    // Redrawn each second only while a run waits, for its countdown.
    const waiting = this.#running().some(({ outcome: { kind } }) =>
      ['waiting', 'scheduled'].includes(kind),
    );
    if (!waiting) {
      clearInterval(this.#ticking);
      this.#ticking = undefined;
    } else this.#ticking ??= setInterval(() => this.refresh(), 1_000);
  }

  #showRun(run: Exchange): void {
    const { outcome } = run;
    const item = this.#made();
    const name = runName(run);
    item.backgroundColor = undefined;
    item.text = `${codicon('sync~spin')} ${name}`;
    item.tooltip = l10n.t('{0} is being sent.', name);
    if (outcome.kind === 'asking') {
      item.text = `${codicon('question')} ${name}`;
      item.tooltip = l10n.t('{0} waits for your word on its cost.', name);
    }
    if (outcome.kind === 'waiting' || outcome.kind === 'scheduled') {
      const seconds = Math.ceil(Math.max(0, Date.parse(outcome.until) - Date.now()) / 1_000);
      item.text = `${codicon('watch')} ${l10n.t('{0} s', seconds)}`;
      item.tooltip = l10n.t('{0} waits before its next attempt.', name);
    }
    item.accessibilityInformation = { label: item.tooltip };
    item.show();
  }

  #showBalance(): void {
    const profile = this.#profiles.active.name;
    const balance = this.#balances.of(profile);
    if (!balance) {
      this.#item?.hide();
      return;
    }
    const item = this.#made();
    const since = Date.now() - balance.at;
    item.text = `${codicon('credit-card')} ${since > oldMs ? '~' : ''}${plainNumber(balance.credits)}`;
    item.backgroundColor = isLow(balance)
      ? new ThemeColor('statusBarItem.warningBackground')
      : undefined;
    item.accessibilityInformation = {
      label: l10n.t(
        '{0} left with profile {1}, known {2}',
        credits(balance.credits),
        profile,
        age(since),
      ),
    };
    item.tooltip = balanceTooltip({ balance, profile, since, today: this.#today() });
    item.show();
  }

  #made(): StatusBarItem {
    if (!this.#item) {
      this.#item = window.createStatusBarItem('jobo.credits', StatusBarAlignment.Right, 100);
      this.#item.name = l10n.t('Jobo Credits');
      this.#item.command = commands.showCredits;
    }
    return this.#item;
  }

  dispose(): void {
    clearInterval(this.#ticking);
    this.#item?.dispose();
  }
}
