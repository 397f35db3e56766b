import { useRef, useState } from 'preact/hooks';

/**
 * The text of a control whose value is parsed from it. What was typed stays to the letter ("1.0", a new empty line) as
 * long as it means the value; a value from elsewhere replaces it.
 */
export function useTyped(
  value: unknown,
  show: (value: unknown) => string,
  read: (text: string) => unknown,
): readonly [string, (text: string) => unknown] {
  const [typed, setTyped] = useState(() => show(value));
  const last = useRef(value);
  const changedElsewhere = !isSame(last.current, value);
  last.current = value;
  const text = changedElsewhere && !isSame(read(typed), value) ? show(value) : typed;
  if (text !== typed) setTyped(text);
  const type = (next: string) => {
    setTyped(next);
    return read(next);
  };
  return [text, type];
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
