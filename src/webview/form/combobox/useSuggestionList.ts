import { useState } from 'preact/hooks';

/** The list under a combobox: whether it is there, and where in it the arrows are. */
export interface SuggestionList {
  /** Also while there is nothing to show in it yet. */
  readonly isOpen: boolean;
  /** Suggestions are on screen. */
  readonly shows: boolean;
  /** Position of the suggestion that Enter takes; -1: none. */
  readonly active: number;
  /** Asks for what goes with the query; `at`: the suggestion to begin with. */
  readonly open: (query: string, at: number) => void;
  readonly close: () => void;
  /** To the next (1) or the previous (-1) suggestion, round and round. */
  readonly step: (by: 1 | -1) => void;
  readonly pick: (value: string) => void;
}

/** @param count of the suggestions that have come */
export function useSuggestionList(
  count: number,
  onAsk: (query: string) => void,
  onPick: (value: string) => void,
): SuggestionList {
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  // Fewer suggestions may have come since.
  const active = Math.min(chosen, count - 1);
  const close = () => setOpen(false);
  return {
    isOpen,
    shows: isOpen && count > 0,
    active,
    open: (query, at) => {
      onAsk(query);
      setOpen(true);
      setChosen(at);
    },
    close,
    step: by => {
      if (count > 0) setChosen((active + by + count) % count);
    },
    pick: value => {
      close();
      onPick(value);
    },
  };
}
