import { setTimeout } from 'node:timers/promises';
import { l10n } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import { mostOf } from '../../core/credits/estimate';
import { keptWithBody } from '../../core/credits/keptWithBody';
import { answeredAt, repeatedBy } from '../../core/credits/repeats';
import type { SpendingGuard } from '../../core/credits/spendingGuard';
import type { Exchange } from '../../core/exchange';
import type { ExplorerParts } from '../../core/run/explorerParts';
import type { Draft } from '../../core/request/draft';
import type { Bodies } from '../../core/run/answerBodies';
import type { History } from '../../core/history/history';
import type { Tell } from '../common/tell';
import type { Keys } from '../profiles/keys';
import type { ProfileStore } from '../profiles/profileStore';
import type { Costs } from './costs';
import { repeatWithinMs } from '../common/settings';
import { age } from '../words/figures';

export interface KeptAnswersParts {
  readonly profiles: ProfileStore;
  readonly keys: Keys;
  readonly history: History;
  readonly bodies: Bodies;
  readonly spending: Costs;
  readonly tell: Tell;
  failed(failure: unknown): void;
}

/** Answers that are kept of metered requests, in place of sending the same once more within some minutes. */
export class KeptAnswers {
  readonly #parts: KeptAnswersParts;
  readonly #guard: Pick<SpendingGuard, 'admitRepeat'>;

  constructor(parts: KeptAnswersParts, guard: Pick<SpendingGuard, 'admitRepeat'>) {
    this.#parts = parts;
    this.#guard = guard;
  }

  /** The run that has answered the same lately, whose body is still there; undefined where a new one takes nothing. */
  async find(draft: Draft, profileName: string): Promise<Exchange | undefined> {
    const { profiles, keys, history, bodies, spending } = this.#parts;
    const within = repeatWithinMs();
    const operation = findOperation(draft.operationId);
    const profile = profiles.find(profileName);
    if (within === 0 || !operation || !profile) return undefined;
    if (mostOf(await spending.estimate(draft, profileName)) === 0) return undefined;
    // Another window may have been answered a moment ago.
    await history.refresh();
    const { name, origin } = profile;
    const asked = {
      draft,
      operation,
      profile: name,
      origin,
      keySince: keys.since(profile),
      within,
    };
    const rows = repeatedBy(history.rows(), { ...asked, now: Date.now() });
    return keptWithBody(
      rows.map(({ exchange }) => exchange),
      {
        hasBody: async id => (await bodies.content(id)) !== undefined,
        now: Date.now,
        wait: setTimeout,
      },
    );
  }

  readonly offer: ExplorerParts['offerKept'] = async (exchange, draft, repeating, signal) => {
    const kept = await this.find(draft, exchange.profile).catch((failure: unknown) => {
      this.#parts.failed(failure);
      return undefined;
    });
    if (!kept) return 'none';
    if (repeating === 'kept') return kept;
    const answer = await this.#guard.admitRepeat(exchange, draft, kept, signal);
    if (answer !== 'kept') return answer;
    const old = age(Date.now() - answeredAt(kept));
    this.#parts.tell.shortly(l10n.t('The kept answer is shown ({0}). Nothing was sent.', old));
    return kept;
  };
}
