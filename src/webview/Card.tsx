import type { CardView } from '../protocol';
import { CopyReport } from './CopyReport';
import { runKeys } from './keyNames';
import { Meter } from './Meter';
import { Text } from './Text';
import { plainText } from './textParts';
import type { PanelActions } from './actions/panelActions';
import { t } from './words';

/** Characters shown of a text of the API; the body tab has all of it. */
const messageLimit = 1500;
const labelLimit = 300;

interface CardProps {
  readonly card: CardView;
  readonly actions: PanelActions;
}

/** Why the run ended so, and the fixes. The default fix is the first that Tab reaches. */
export function Card({ card, actions }: CardProps) {
  const { tone, title, detail, message, facts, meter, more, why } = card;
  return (
    <section class={`card ${tone}`} tabIndex={-1} aria-labelledby="card-title">
      <h3 id="card-title">
        <Text text={title} limit={labelLimit} />
      </h3>
      {detail !== '' && (
        <p>
          <Text text={detail} limit={messageLimit} />
        </p>
      )}
      {message !== undefined && message !== '' && (
        <p>
          <span class="muted">{t('The API says:')}</span>{' '}
          <q>
            <Text text={message} limit={messageLimit} />
          </q>
        </p>
      )}
      {meter !== undefined && <Meter meter={meter} />}
      {facts.length > 0 && <Facts facts={facts} />}
      <div class="buttons">
        <Fixes card={card} onFix={actions.applyFix} />
        <CopyReport onCopy={actions.copyReport} />
      </div>
      {more !== undefined && more.length > 0 && <More members={more} />}
      {why !== undefined && why !== '' && <Why text={why} onMore={actions.openWhy} />}
    </section>
  );
}

function Facts({ facts }: Pick<CardView, 'facts'>) {
  return (
    <dl class="facts">
      {facts.map(({ label, value }, i) => (
        <div key={i}>
          <dt>
            <Text text={label} limit={labelLimit} />
          </dt>
          <dd>
            <Text text={value} limit={labelLimit} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Fixes({ card, onFix }: { card: CardView; readonly onFix: (index: number) => void }) {
  return card.fixes.map((fix, i) => (
    <button
      key={fix.index}
      type="button"
      class={i === 0 ? 'default' : 'secondary'}
      title={hintOf(fix, i)}
      onClick={() => onFix(fix.index)}
    >
      <Text text={fix.title} limit={labelLimit} />
    </button>
  ));
}

/** The value before and after, where the fix changes one; for the default fix also its keys. */
function hintOf({ change }: CardView['fixes'][number], index: number): string | undefined {
  const keys = index === 0 ? runKeys : undefined;
  const parts = [change === undefined ? undefined : plainText(change, labelLimit), keys];
  return parts.filter(part => part !== undefined).join(' · ') || undefined;
}

/** Members of the answer that are not documented. */
function More({ members }: { readonly members: NonNullable<CardView['more']> }) {
  return (
    <details class="why">
      <summary>{t('More')}</summary>
      <Facts facts={members} />
    </details>
  );
}

function Why({ text, onMore }: { text: string; readonly onMore: () => void }) {
  return (
    <details class="why">
      <summary>{t('Why?')}</summary>
      <p>
        <Text text={text} limit={messageLimit} />{' '}
        <button type="button" class="link" onClick={onMore}>
          {t('Read more')}
        </button>
      </p>
    </details>
  );
}
