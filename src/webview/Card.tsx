import type { CardView } from '../protocol';
import { Text } from './Text';
import { t } from './words';

export function Card({ card, onFix }: { card: CardView; readonly onFix: (index: number) => void }) {
  const { tone, title, detail, message, fixes } = card;
  return (
    <section class={`card ${tone}`} tabIndex={-1} aria-label={title}>
      <h3>
        <Text text={title} />
      </h3>
      {detail !== '' && (
        <p>
          <Text text={detail} />
        </p>
      )}
      {message !== undefined && message !== '' && (
        <p class="message">
          <span class="muted">{t('The API says:')}</span>{' '}
          <q>
            <Text text={message} />
          </q>
        </p>
      )}
      {fixes.length > 0 && (
        <div class="buttons">
          {fixes.map((fix, i) => (
            <button
              key={fix.index}
              type="button"
              class={i === 0 ? 'default' : 'secondary'}
              onClick={() => onFix(fix.index)}
            >
              {fix.title}
            </button>
          ))}
        </div>
      )}
    </section>
  );
}
