import { useState } from 'preact/hooks';

/** The list under a combobox: whether it is open, and which suggestion the arrows are on. */
export interface SuggestionList {
  /** True also while there is nothing to show yet. */
  readonly isOpen: boolean;
  /** Suggestions are on screen. */
  readonly shows: boolean;
  /** Position of the suggestion that Enter takes; -1: none. */
  readonly active: number;
  /** Opens the list and asks for suggestions; `at` is the position of the one to begin with, -1 for none. */
  readonly open: (query: string, at: number) => void;
  readonly close: () => void;
  /** Moves to the next (1) or the previous (-1) suggestion; after the last comes the first. */
  readonly step: (by: 1 | -1) => void;
  readonly pick: (value: string) => void;
}

/** @param count how many suggestions there are */
export function useSuggestionList(
  count: number,
  onAsk: (query: string) => void,
  onPick: (value: string) => void,
): SuggestionList {
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  // The list may have become shorter since.
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
