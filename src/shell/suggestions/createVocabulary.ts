import { setTimeout as sleep } from 'node:timers/promises';
import { l10n, Uri } from 'vscode';
import { realWorld } from '../../core/common/world';
import { createAsk, type AskParts, type AnsweredAsk } from '../../core/vocabulary/askApi';
import { keptFile } from '../../core/disk/keptFile';
import { Vocabulary } from '../../core/vocabulary/vocabulary';
import type { Log } from '../common/log';
import { suggestionsOnline, limitSettings } from '../common/settings';
import { failureName } from '../words/failureWords';
import { duration, size } from '../words/figures';
import { statusLine } from '../words/statusWords';

/** The vocabulary of this window. Reads and sends nothing before a person types into a field with suggestions. */
export function createVocabulary(
  storage: Uri,
  log: Log,
  parts: Pick<AskParts, 'shared' | 'transport' | 'destination'>,
): Vocabulary {
  const ask = createAsk({
    ...parts,
    world: realWorld,
    settings: () => ({ online: suggestionsOnline(), limits: limitSettings() }),
    told: request => log.info(toldLine(request)),
  });
  return new Vocabulary({
    ask,
    now: Date.now,
    wait: (ms, signal) => sleep(ms, undefined, { signal }),
    store: keptFile(Uri.joinPath(storage, 'vocabulary.json').fsPath),
    failed: failure => log.error(failure instanceof Error ? failure : String(failure)),
  });
}

function toldLine({ url, profile, answer }: AnsweredAsk): string {
  const came =
    answer.kind === 'failed'
      ? failureName(answer.reason)
      : `${statusLine(answer.status)}, ${size(answer.content.length)}`;
  return l10n.t(
    'suggestions: GET {0} with profile {1}: {2} after {3}',
    url,
    profile,
    came,
    duration(answer.durationMs),
  );
}
