import type { CardView } from '../protocol';
import { CopyReport } from './CopyReport';
import { runKeys } from './keyNames';
import { Meter } from './Meter';
import { Text } from './Text';
import type { PanelActions } from './usePanel';
import { t } from './words';

/** Of a text that others wrote; the body tab has all of it. */
const messageLimit = 1500;
const labelLimit = 300;

interface CardProps {
  readonly card: CardView;
  readonly actions: PanelActions;
}

/** Why the run ended so, and what mends it. In the keyboard's order the default fix is first. */
export function Card({ card, actions }: CardProps) {
  const { tone, title, detail, message, facts, meter, why } = card;
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
      title={i === 0 ? runKeys : undefined}
      onClick={() => onFix(fix.index)}
    >
      <Text text={fix.title} limit={labelLimit} />
    </button>
  ));
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
