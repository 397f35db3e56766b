import { useContext, useRef, useState } from 'preact/hooks';
import { FormContext, type Suggestions } from '../formContext';
import { hasSuggestions, type FormField } from '../formField';

const nothing: Suggestions = { suggestions: [] };

/** Suggestions for a field, once they are asked for: those of the extension, then values sent lately. */
export function useSuggestions(field: FormField): {
  readonly suggested: Suggestions;
  /** Whether there can be any suggestions. */
  readonly suggests: boolean;
  readonly ask: (query: string) => void;
} {
  const { suggest } = useContext(FormContext);
  const [suggested, setSuggested] = useState(nothing);
  const nth = useRef(0);
  const asks = hasSuggestions(field);
  const recent = (query: string) =>
    field.recent
      .filter(value => value !== query && value.toLowerCase().includes(query.trim().toLowerCase()))
      .map(value => ({ value, label: value }));
  const ask = (query: string) => {
    const asked = ++nth.current;
    if (!asks) {
      setSuggested({ suggestions: recent(query) });
      return;
    }
    void suggest(field, query).then(({ suggestions, note }) => {
      // A later question has overtaken this one.
      if (asked !== nth.current) return;
      const known = new Set(suggestions.map(({ value }) => value));
      const others = recent(query).filter(({ value }) => !known.has(value));
      setSuggested({
        suggestions: [...suggestions, ...others],
        ...(note !== undefined && { note }),
      });
    });
  };
  return { suggested, suggests: asks || field.recent.length > 0, ask };
}
