import { hash, randomBytes } from 'node:crypto';
import { illegalKeyPosition } from './apiKey';
import { findCutKey } from './findCutKey';
import { findKeys, type Wanted } from './findKeys';
import { isData, join, toData } from './fingerprintData';
import { Fingerprints, leastPiece } from './fingerprints';
import { longestValue, openValueFrom, valuesInJson, wholeValue } from './keyValues';
import { codeSet, codesOf, escapeText, plainText } from './letters';
import { Search } from './search';
import { merged, type Span } from './span';
import { readings } from './readings';

export type { Span } from './span';

const asterisk = '*';

/**
 * What a text is: a whole value, JSON with values in it, or a part of something else. A short key counts only as a
 * whole value: as a part of a text it would be found everywhere.
 */
export type TextKind = 'value' | 'json' | 'part';

export interface BytesOptions {
  /** The bytes broke off, so that the beginning of a key at their end counts, too. */
  readonly broken?: boolean;
  /** The bytes are a part of more, so that they are no whole value. */
  readonly isPart?: boolean;
}

/** Finds keys in texts: all texts in the form of a key, and added keys, of which only fingerprints are kept. */
export class KnownKeys {
  #own: Fingerprints;
  /** Restored fingerprints with other salts. */
  readonly #restored: Fingerprints[] = [];
  #wanted: Wanted = wantedOf([]);
  readonly #salt: string;
  /** A salted hash of the key that was added last. */
  #latest = '';

  constructor({ random = randomBytes }: { readonly random?: (bytes: number) => Uint8Array } = {}) {
    this.#salt = Buffer.from(random(32)).toString('base64');
    this.#own = new Fingerprints(random(32));
  }

  /** Recognises the key from now on, without keeping its text. Ignores a text that cannot be sent as a key. */
  add(key: string): void {
    // Each attempt adds its key, nearly always the same one; looking it up took a tenth of the time of a whole request.
    const salted = hash('sha256', this.#salt + key, 'base64');
    if (salted === this.#latest) return;
    this.#latest = salted;
    if (key === '' || illegalKeyPosition(key) !== undefined || this.#own.knows(key)) return;
    for (const text of readings(key)) this.#own.add(text);
    this.#changed();
  }

  /** Where keys, or pieces of them that count, stand in a text. */
  spansIn(text: string, kind: TextKind = 'value'): readonly Span[] {
    const wanted = this.#wanted;
    const isValue = kind === 'value' && text.length <= wanted.longestValue;
    const hasValues = kind === 'json' && wanted.longestValue > 0;
    if (text.length < wanted.least && !isValue && !hasValues) return [];
    const codes = codesOf(text);
    const found = [...findKeys(codes, wanted)];
    if (isValue) found.push(...wholeValue(codes, wanted));
    if (hasValues) found.push(...valuesInJson(codes, wanted));
    forget(wanted);
    return merged(found);
  }

  holds(text: string): boolean {
    return this.spansIn(text).length > 0;
  }

  /** The text with each letter of a key replaced by `*`. */
  mask(text: string): string {
    let masked = '';
    let from = 0;
    for (const { start, end } of this.spansIn(text)) {
      masked += text.slice(from, start) + asterisk.repeat(end - start);
      from = end;
    }
    return from === 0 ? text : masked + text.slice(from);
  }

  /** Where keys stand in bytes, as `spansIn` tells it of texts; offsets in bytes. */
  spansInBytes(bytes: Uint8Array, { broken, isPart }: BytesOptions = {}): readonly Span[] {
    const wanted = this.#wanted;
    const found = [...findKeys(bytes, wanted)];
    if (wanted.longestValue > 0) {
      found.push(...valuesInJson(bytes, wanted));
      if (!isPart) found.push(...wholeValue(bytes, wanted));
    }
    const cut = broken ? findCutKey(bytes, wanted) : undefined;
    if (cut) found.push(cut);
    forget(wanted);
    return merged(found);
  }

  /** Masks the bytes in place, as `mask` does. */
  maskBytes(bytes: Uint8Array, options?: BytesOptions): void {
    for (const { start, end } of this.spansInBytes(bytes, options)) {
      bytes.fill(asterisk.charCodeAt(0), start, end);
    }
  }

  /** The offset from which the bytes may be the beginning of a key, if more bytes follow. */
  openFrom(bytes: Uint8Array): number {
    let from = bytes.length;
    while (from > 0 && this.#wanted.set[bytes[from - 1] ?? 0] === 1) from -= 1;
    return Math.min(from, openValueFrom(bytes, this.#wanted));
  }

  /** Fingerprints and salts, no text of a key. */
  toJSON(): unknown {
    return this.#all().map(toData);
  }

  /** Adds what `toJSON` returned; ignores any other data. */
  restore(data: unknown): void {
    if (!Array.isArray(data)) return;
    for (const each of data.filter(isData)) {
      const salt = Buffer.from(each.salt, 'base64');
      const prints = this.#all().find(known => salt.equals(known.salt)) ?? new Fingerprints(salt);
      join(prints, each);
      if (this.#own.isEmpty) this.#own = prints;
      else if (!this.#all().includes(prints)) this.#restored.push(prints);
    }
    this.#changed();
  }

  #all(): readonly Fingerprints[] {
    return [this.#own, ...this.#restored];
  }

  #changed(): void {
    this.#wanted = wantedOf(this.#all().filter(({ isEmpty }) => !isEmpty));
  }
}

function wantedOf(all: readonly Fingerprints[]): Wanted {
  const plain = codeSet(all.map(({ odd }) => odd).join(''), plainText);
  return {
    searches: all.map(prints => new Search(prints)),
    plain,
    set: codeSet(escapeText, plain),
    least: Math.min(leastPiece, ...all.flatMap(({ pieceLengths }) => [...pieceLengths])),
    longestValue: longestValue(all.flatMap(({ valueLengths }) => [...valueLengths])),
  };
}

/** Clears the caches of the searches, which hold texts of keys. */
function forget({ searches }: Wanted): void {
  for (const search of searches) search.forget();
}
