import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Control } from './fieldControl';

/** A new value may need another control. The new control takes over the focus that the old one had. */
export function useKeptFocus(id: string, { kind }: Control) {
  const box = useRef<HTMLDivElement>(null);
  const last = useRef(kind);
  const isInside = box.current?.contains(document.activeElement) ?? false;
  const swaps = last.current !== kind && isInside;
  useLayoutEffect(() => {
    last.current = kind;
    if (swaps && document.activeElement === document.body) document.getElementById(id)?.focus();
  });
  return box;
}
