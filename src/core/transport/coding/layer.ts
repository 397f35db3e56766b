import { codeOf } from '../failure';
import type { Oddity } from '../transport';
import { codingOf, decoders, isCertain, type Coding, type Decoder } from './codings';
import { headLength } from './lookOf';

/** Where the bytes of a body go. */
export interface Sink {
  /** False: write no more until `onDrain`. */
  write(chunk: Buffer): boolean;
  /** All bytes have come. */
  end(): void;
}

export interface LayerEvents {
  onDrain(): void;
  /** The encoded data ended before the bytes did; no more bytes are wanted. */
  onEnough(): void;
  onOdd(oddity: Oddity): void;
  /** @param ifWhole the oddity to report if the body proves complete all the same; undefined: it cannot be complete */
  onDamaged(ifWhole: 'noTrailer' | 'junkAfterBody' | undefined): void;
}

/** In bytes: how much raw input is kept in case nothing can be decoded. */
const mostHeld = 1_048_576;

/**
 * Undoes one coding of a body. Bytes that are not of that coding are passed on unchanged, so that an answer's bytes are
 * never lost because its headers are wrong.
 */
export class Layer implements Sink {
  readonly #said: Coding | undefined;
  readonly #next: Sink;
  readonly #events: LayerEvents;
  #phase: 'head' | 'undo' | 'pass' | 'over' = 'head';
  #decoder: Decoder | undefined;
  /** The raw input, as long as nothing has been decoded. */
  #held: Buffer[] | undefined = [];
  #given = 0;
  /** Chunks that the decoder has not processed yet. */
  #inWork = 0;
  #isGiven = false;
  #isUndone = false;
  /** The first bytes prove the coding, so input that cannot be decoded is damaged, not of another coding. */
  #isCertain = false;

  /** @param said undefined: decodes a body that is compressed although no header says so */
  constructor(said: Coding | undefined, next: Sink, events: LayerEvents) {
    this.#said = said;
    this.#next = next;
    this.#events = events;
  }

  write(chunk: Buffer): boolean {
    if (this.#phase === 'pass') return this.#next.write(chunk);
    if (this.#phase === 'over') return true;
    this.#given += chunk.length;
    this.#hold(chunk);
    if (this.#isUndone) {
      this.#finish();
      return true;
    }
    return this.#phase === 'head' ? this.#begin(false) : this.#undo(chunk);
  }

  end(): void {
    this.#isGiven = true;
    if (this.#phase === 'head') this.#begin(true);
    if (this.#phase === 'pass') this.#next.end();
    else if (this.#isUndone) this.#finish();
    else if (this.#inWork === 0) this.#decoder?.end();
  }

  /** Ends the decoder only after all chunks: otherwise zlib's streams lose the last chunk's data before a cut. */
  #undo(chunk: Buffer): boolean {
    this.#inWork += 1;
    const goesOn = this.#decoder?.write(chunk, () => {
      this.#inWork -= 1;
      if (this.#isGiven && this.#inWork === 0 && !this.#isUndone) this.#decoder?.end();
    });
    return goesOn ?? true;
  }

  /** The next sink takes more. */
  drain(): void {
    if (this.#phase === 'undo') this.#decoder?.resume();
    else this.#events.onDrain();
  }

  destroy(): void {
    this.#phase = 'over';
    this.#held = undefined;
    this.#decoder?.destroy();
  }

  #hold(chunk: Buffer): void {
    this.#held?.push(chunk);
    // The head is passed on from here, however long the chunk is that it came with.
    if (this.#given > mostHeld && this.#phase !== 'head') this.#held = undefined;
  }

  #begin(isAll: boolean): boolean {
    const head = joined(this.#held);
    if (!isAll && head.length < headLength && mayBePacked(this.#said, head)) return true;
    const coding = codingOf(this.#said, head);
    if (coding === undefined) {
      if (this.#said !== undefined && head.length > 0) this.#tellWrong(this.#said);
      return this.#pass();
    }
    this.#phase = 'undo';
    this.#decoder = decoders[coding](head);
    this.#isCertain = isCertain(coding, head);
    this.#listenTo(this.#decoder, coding);
    return this.#undo(head);
  }

  #tellWrong(coding: Coding): void {
    this.#events.onOdd({ code: 'wrongCoding', coding });
  }

  /** Passes on the raw input so far, and then all bytes unchanged. */
  #pass(): boolean {
    this.#phase = 'pass';
    const held = joined(this.#held);
    this.#held = undefined;
    return held.length === 0 || this.#next.write(held);
  }

  #listenTo(decoder: Decoder, coding: Coding): void {
    let hasCome = false;
    decoder.on('data', (part: Buffer) => {
      if (!hasCome && coding !== this.#said) {
        this.#events.onOdd({ code: 'otherCoding', coding: this.#said ?? '', found: coding });
      }
      hasCome = true;
      this.#held = undefined;
      if (this.#phase === 'undo' && !this.#next.write(part)) decoder.pause();
    });
    decoder.on('drain', () => {
      this.#events.onDrain();
    });
    decoder.on('end', () => {
      this.#isUndone = true;
      if (this.#isGiven || this.#hasJunk()) this.#finish();
    });
    decoder.on('error', (error: unknown) => {
      if (this.#phase === 'undo') this.#fail(codeOf(error) === 'Z_BUF_ERROR');
    });
  }

  #hasJunk(): boolean {
    return (this.#decoder?.bytesWritten ?? 0) < this.#given;
  }

  #finish(): void {
    if (this.#phase !== 'undo') return;
    // The decoder found no data, but other bytes: the body has another coding.
    if (this.#held !== undefined && this.#hasJunk() && !this.#isCertain) {
      this.#fail(false);
      return;
    }
    this.#phase = 'over';
    if (this.#decoder?.lacksTrailer) this.#events.onOdd({ code: 'noTrailer' });
    else if (this.#hasJunk()) this.#events.onOdd({ code: 'junkAfterBody' });
    this.#next.end();
    if (!this.#isGiven) this.#events.onEnough();
  }

  /** Keeps what was decoded; if that is nothing, the raw input, and passes on what follows. */
  #fail(isCut: boolean): void {
    const hasNothing = this.#held !== undefined;
    const isOther = hasNothing && (this.#said === undefined || (!isCut && !this.#isCertain));
    const ifWhole = this.#decoder?.breaksInHeader ? 'junkAfterBody' : 'noTrailer';
    if (!isOther) this.#events.onDamaged(isCut ? ifWhole : undefined);
    else if (this.#said !== undefined) this.#tellWrong(this.#said);
    this.#pass();
    if (hasNothing && !this.#isGiven) {
      this.#events.onDrain();
      return;
    }
    this.#phase = 'over';
    this.#next.end();
    if (!this.#isGiven) this.#events.onEnough();
  }
}

/** Nearly always there is one chunk, which may be long: it is not copied. */
const joined = (chunks: readonly Buffer[] = []): Buffer =>
  chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);

/** Whether more bytes are needed to tell the coding. Without a named coding, the first byte decides. */
const mayBePacked = (said: Coding | undefined, head: Buffer): boolean =>
  said !== undefined ||
  head.length === 0 ||
  (head.length < 4 && [0x1f, 0x28].includes(head[0] ?? 0));
