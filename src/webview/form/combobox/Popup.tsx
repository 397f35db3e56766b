import { useEffect, useRef } from 'preact/hooks';
import { Text } from '../../Text';
import { t } from '../../words';
import type { Suggestions } from '../formContext';
import type { SuggestionList } from './useSuggestionList';

interface PopupProps {
  /** Id of the text box. */
  readonly id: string;
  readonly list: SuggestionList;
  readonly suggestions: Suggestions;
}

/** Shows the suggestions, and tells a screen reader how many there are. */
export function Popup({ id, list, suggestions: { suggestions, note } }: PopupProps) {
  const { isOpen, shows } = list;
  return (
    <>
      {isOpen && (shows || note !== undefined) && (
        <div class="popup" onMouseDown={event => event.preventDefault()}>
          {shows && <Options id={id} list={list} choices={suggestions} />}
          {note !== undefined && <p class="hint">{note}</p>}
        </div>
      )}
      <span class="spoken" role="status">
        {isOpen ? (shows ? t('{0} suggestions', suggestions.length) : (note ?? '')) : ''}
      </span>
    </>
  );
}

interface OptionsProps extends Pick<PopupProps, 'id' | 'list'> {
  readonly choices: Suggestions['suggestions'];
}

function Options({ id, list: { active, pick }, choices }: OptionsProps) {
  const box = useRef<HTMLUListElement>(null);
  useEffect(() => {
    box.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <ul id={`${id}-list`} ref={box} role="listbox" aria-label={t('Suggestions')}>
      {choices.map((choice, i) => (
        <li
          key={choice.value}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === active}
          class={i === active ? 'active' : ''}
          onClick={() => pick(choice.value)}
        >
          <Text text={choice.label} limit={200} />
          {choice.detail !== undefined && (
            <span class="muted">
              <Text text={choice.detail} limit={200} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
