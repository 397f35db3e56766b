import { codeOf } from '../failure';
import type { Oddity } from '../transport';
import { codingOf, decoders, isCertain, type Coding, type Decoder } from './codings';
import { headLength } from './lookOf';

/** Where the bytes of a body go. */
export interface Sink {
  /** False: no more until it drains. */
  write(chunk: Buffer): boolean;
  /** All bytes have come. */
  end(): void;
}

export interface LayerEvents {
  onDrain(): void;
  /** Its end came before that of the bytes; nobody knows how many more there are. */
  onEnough(): void;
  onOdd(oddity: Oddity): void;
  /** @param ifWhole what is told where nothing is missing after all; undefined: what came is broken */
  onDamaged(ifWhole: 'noTrailer' | 'junkAfterBody' | undefined): void;
}

/** As much of what came is kept for the case that nothing can be undone; in bytes. */
const mostHeld = 1_048_576;

/**
 * Undoes one coding of a body. What is not of that coding goes on as it came: the bytes of an answer are there, whatever
 * its headers say about them.
 */
export class Layer implements Sink {
  readonly #said: Coding | undefined;
  readonly #next: Sink;
  readonly #events: LayerEvents;
  #phase: 'head' | 'undo' | 'pass' | 'over' = 'head';
  #decoder: Decoder | undefined;
  /** What came as long as nothing of it has been undone. */
  #held: Buffer[] | undefined = [];
  #given = 0;
  /** Pieces that the decoder has been given, and has not worked through. */
  #inWork = 0;
  #isGiven = false;
  #isUndone = false;
  /** By its first bytes: what cannot be undone is broken, and not of another coding. */
  #isCertain = false;

  /** @param said undefined: undoes what is packed although nobody says so */
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

  /** The end is told only once all has been looked at: zlib's streams lose what the last piece holds before a cut. */
  #undo(chunk: Buffer): boolean {
    this.#inWork += 1;
    const goesOn = this.#decoder?.write(chunk, () => {
      this.#inWork -= 1;
      if (this.#isGiven && this.#inWork === 0 && !this.#isUndone) this.#decoder?.end();
    });
    return goesOn ?? true;
  }

  /** What is behind it takes more. */
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
    if (this.#given > mostHeld) this.#held = undefined;
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

  /** From here on bytes go on as they come, and first those that have come. */
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
    // Nothing at all, and then something else: the bytes are those of another coding.
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

  /** What was undone is kept; where there is nothing, what came and what comes. */
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

/** Nearly always it is one, and may be long. */
const joined = (chunks: readonly Buffer[] = []): Buffer =>
  chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);

/** Whether it takes more bytes to tell; what nobody says is packed is told by its first. */
const mayBePacked = (said: Coding | undefined, head: Buffer): boolean =>
  said !== undefined ||
  head.length === 0 ||
  (head.length < 4 && [0x1f, 0x28].includes(head[0] ?? 0));
