import { useRef, useState } from 'preact/hooks';
import type { Raw } from '../rawValue';

/**
 * The text of a control whose value is read from that text. What was typed stays exactly as it is ("1.", a blank at the
 * end) as long as it means the value; a value from elsewhere replaces it.
 *
 * @param kept what was typed before the page was taken down
 */
export function useTyped(
  raw: Raw,
  show: (raw: Raw) => string,
  read: (text: string) => Raw,
  kept?: string,
): readonly [string, (text: string) => Raw] {
  const [typed, setTyped] = useState(() => kept ?? show(raw));
  const last = useRef(raw);
  const changedElsewhere = last.current !== raw;
  last.current = raw;
  const text = changedElsewhere && read(typed) !== raw ? show(raw) : typed;
  if (text !== typed) setTyped(text);
  const type = (next: string) => {
    setTyped(next);
    return read(next);
  };
  return [text, type];
}
