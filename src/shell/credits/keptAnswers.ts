import { setTimeout } from 'node:timers/promises';
import { l10n } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import { keptWithBody } from '../../core/credits/keptWithBody';
import { answeredAt, repeatedBy } from '../../core/credits/repeats';
import type { SpendingGuardOptions } from '../../core/credits/spendingGuard';
import type { Exchange } from '../../core/exchange';
import type { History } from '../../core/history/history';
import type { Bodies } from '../../core/run/answerBodies';
import { repeatWithinMs } from '../common/settings';
import type { Tell } from '../common/tell';
import type { Keys } from '../profiles/keys';
import type { ProfileStore } from '../profiles/profileStore';
import { age } from '../words/figures';

interface KeptAnswersParts {
  readonly profiles: Pick<ProfileStore, 'find'>;
  readonly keys: Pick<Keys, 'since'>;
  readonly history: Pick<History, 'refresh' | 'rows'>;
  readonly bodies: Pick<Bodies, 'content'>;
  readonly tell: Pick<Tell, 'shortly'>;
}

/** Finds the kept answer of the same metered request from the last minutes, to offer it instead of sending again. */
export class KeptAnswers {
  readonly #parts: KeptAnswersParts;

  constructor(parts: KeptAnswersParts) {
    this.#parts = parts;
  }

  /** The run with that answer, if its body is still kept. */
  readonly find: SpendingGuardOptions['kept'] = async ({ exchange, draft }) => {
    const { profiles, keys, history, bodies } = this.#parts;
    const within = repeatWithinMs();
    const operation = findOperation(draft.operationId);
    const profile = profiles.find(exchange.profile);
    if (within === 0 || !operation || !profile) return undefined;
    // Another window may just have got the answer.
    await history.refresh();
    const { name, origin } = profile;
    const keySince = keys.since(profile);
    const now = Date.now();
    const asked = { draft, operation, profile: name, origin, keySince, within, now };
    const rows = repeatedBy(history.rows(), asked);
    return keptWithBody(
      rows.map(row => row.exchange),
      {
        hasBody: async id => (await bodies.content(id)) !== undefined,
        now: Date.now,
        wait: setTimeout,
      },
    );
  };

  /** Tells that a kept answer is shown and nothing was sent. */
  tellShown(kept: Exchange): void {
    const old = age(Date.now() - answeredAt(kept));
    this.#parts.tell.shortly(l10n.t('The kept answer is shown ({0}). Nothing was sent.', old));
  }
}
