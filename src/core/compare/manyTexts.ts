/** How many texts one map holds, about. */
const textsInMap = 4_096;
/** How many units of a text decide which map it is in. */
const unitsRead = 256;

/**
 * A map of up to millions of texts. It is made of small maps: a single large one is built anew, all at once, each time
 * that it has doubled, which would hold up other work.
 */
export class ManyTexts<T> {
  readonly #maps: readonly Map<string, T>[];

  /** @param count how many texts there will be, at most */
  constructor(count: number) {
    this.#maps = Array.from({ length: 1 + Math.floor(count / textsInMap) }, () => new Map());
  }

  get(text: string): T | undefined {
    return this.#mapOf(text)?.get(text);
  }

  has(text: string): boolean {
    return this.#mapOf(text)?.has(text) ?? false;
  }

  set(text: string, value: T): void {
    this.#mapOf(text)?.set(text, value);
  }

  *keys(): Generator<string, void> {
    for (const map of this.#maps) yield* map.keys();
  }

  #mapOf(text: string): Map<string, T> | undefined {
    return this.#maps.length === 1 ? this.#maps[0] : this.#maps[hash(text) % this.#maps.length];
  }
}

/** Texts that share one, even all of them, are found all the same. */
function hash(text: string): number {
  const apart = 1 + Math.floor(text.length / unitsRead);
  let all = text.length;
  for (let at = 0; at < text.length; at += apart) all = Math.imul(all, 31) + text.charCodeAt(at);
  return all >>> 0;
}
