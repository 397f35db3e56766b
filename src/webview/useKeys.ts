import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { State } from './state';
import type { PanelActions } from './actions/panelActions';

/** Ctrl/Cmd+Enter sends, or runs the card's default fix; Esc stops a run. */
export function useKeys(
  page: RefObject<HTMLElement | null>,
  state: State,
  actions: PanelActions,
): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (event.key === 'Escape') {
        if (state.exchange === undefined || state.exchange.phase.kind === 'settled') return;
        event.preventDefault();
        actions.stop();
      } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.repeat) {
        event.preventDefault();
        runDefault(page.current, state, actions);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [page, state, actions]);
}

function runDefault(page: HTMLElement | null, state: State, actions: PanelActions): void {
  const card = state.exchange?.phase.kind === 'settled' ? state.exchange.card : undefined;
  const fix = card?.fixes[0];
  const isIn = (selector: string) =>
    page?.querySelector(selector)?.contains(document.activeElement) ?? false;
  // After a failure the keys run the card's fix, until the person goes to the request or edits it. A warning about an
  // answer that did arrive is no failure: there the keys send again.
  const cardWins =
    isIn('.card') || (card?.tone !== 'warning' && !state.edited && !isIn('.request'));
  if (fix !== undefined && cardWins) actions.applyFix(fix.index);
  else actions.send();
}
