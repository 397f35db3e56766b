import { useContext, useRef, useState } from 'preact/hooks';
import { FormContext, type Suggestions } from '../formContext';
import { completes, type FormField } from '../formField';

const nothing: Suggestions = { choices: [] };

/** Suggestions for a field, once they are asked for: those of the extension, then values sent lately. */
export function useSuggestions(field: FormField): {
  readonly suggestions: Suggestions;
  /** Whether there can be any suggestions. */
  readonly suggests: boolean;
  readonly ask: (query: string) => void;
} {
  const { complete } = useContext(FormContext);
  const [suggestions, setSuggestions] = useState(nothing);
  const nth = useRef(0);
  const asks = completes(field);
  const recent = (query: string) =>
    field.recent
      .filter(value => value !== query && value.toLowerCase().includes(query.trim().toLowerCase()))
      .map(value => ({ value, label: value }));
  const ask = (query: string) => {
    const asked = ++nth.current;
    if (!asks) {
      setSuggestions({ choices: recent(query) });
      return;
    }
    void complete(field, query).then(({ choices, note }) => {
      // A later question has overtaken this one.
      if (asked !== nth.current) return;
      const known = new Set(choices.map(({ value }) => value));
      const others = recent(query).filter(({ value }) => !known.has(value));
      setSuggestions({ choices: [...choices, ...others], ...(note !== undefined && { note }) });
    });
  };
  return { suggestions, suggests: asks || field.recent.length > 0, ask };
}
