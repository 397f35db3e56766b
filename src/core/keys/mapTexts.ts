type Holder = Record<string, unknown> | unknown[];

type Change = (text: string) => string;

/**
 * A copy of a JSON value with every text in it changed; the value itself if no text changes. Not recursive, because a
 * value may have any depth.
 * @param changeName changes the names of members
 */
export function mapTexts<T>(value: T, change: Change, changeName: Change = change): T {
  const hasAny = hasChange(value, change, changeName);
  return hasAny ? (copied(value, change, changeName) as T) : value;
}

function hasChange(value: unknown, change: Change, changeName: Change): boolean {
  const seen = new Set<object>();
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string') {
      if (change(next) !== next) return true;
    } else if (isHolder(next) && !seen.has(next)) {
      seen.add(next);
      if (!Array.isArray(next) && Object.keys(next).some(name => changeName(name) !== name))
        return true;
      for (const inner of Object.values(next)) waiting.push(inner);
    }
  }
  return false;
}

function copied(value: unknown, change: Change, changeName: Change): unknown {
  const copies = new Map<object, Holder>();
  const waiting: { readonly from: Holder; readonly to: Holder }[] = [];
  const copyOf = (source: unknown): unknown => {
    if (typeof source === 'string') return change(source);
    if (!isHolder(source)) return source;
    const known = copies.get(source);
    if (known) return known;
    const to: Holder = Array.isArray(source) ? [] : {};
    copies.set(source, to);
    waiting.push({ from: source, to });
    return to;
  };
  const whole = copyOf(value);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { from, to } = next;
    if (Array.isArray(to)) for (const inner of from as unknown[]) to.push(copyOf(inner));
    else for (const [name, inner] of Object.entries(from)) put(to, changeName(name), copyOf(inner));
  }
  return whole;
}

/** Sets a member, also one named `__proto__`: an assignment would set the prototype. */
const put = (to: Record<string, unknown>, name: string, value: unknown): void => {
  Object.defineProperty(to, name, { value, enumerable: true, writable: true, configurable: true });
};

const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null;
