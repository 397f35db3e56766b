import { toText } from '../charset/toUtf8';
import { nothingSaid, saidCodings, type Coding } from './coding/codings';
import { Layer, type Sink } from './coding/layer';
import type { CollectOptions } from './collect';
import { Collector } from './collect';
import type { Content, FailureReason, Oddity } from './transport';

export interface Body {
  readonly content: Content;
  readonly damaged?: FailureReason;
  readonly odd?: readonly Oddity[];
}

export interface BodyEvents {
  /** Go on after a `write` that said no. */
  onDrain(): void;
  /** No more bytes are wanted; the connection can be given up. */
  onEnough(): void;
  /** Once. */
  onDone(body: Body): void;
}

/** Takes the encoded bytes of one answer, decodes and keeps them. */
export interface BodyReader extends Sink {
  /** No more will come; what has come is kept. */
  break(reason: FailureReason): void;
}

export interface BodyHead {
  readonly contentEncoding: string | undefined;
  readonly contentType: string;
  readonly hasKnownEnd: boolean;
}

/** Of these types nobody sends packed bytes as what they are. */
const textual = /^\s*$|json|text|xml|html|javascript|csv|x-www-form-urlencoded/i;

export const readBody = (head: BodyHead, options: CollectOptions, events: BodyEvents): BodyReader =>
  new BodyReading(head, options, events);

class BodyReading implements BodyReader {
  readonly #head: BodyHead;
  readonly #collector: Collector;
  readonly #events: BodyEvents;
  /** The innermost coding first. */
  readonly #layers: Layer[] = [];
  readonly #first: Sink;
  readonly #odd: Oddity[] = [];
  #damaged: FailureReason | undefined;
  /** What the packed data lacks where it breaks off, although all bytes have come. */
  #ifWhole: 'noTrailer' | 'junkAfterBody' | undefined;
  /** Nothing that comes from now on belongs to it. */
  #isEnough = false;
  #finished = false;

  constructor(head: BodyHead, options: CollectOptions, events: BodyEvents) {
    this.#head = head;
    this.#collector = new Collector(options);
    this.#events = events;
    const { contentEncoding } = head;
    const said = contentEncoding === undefined ? nothingSaid : saidCodings(contentEncoding);
    const { unknown, none } =
      (said.unknown ?? said.none) ? saidCodings(options.keys.mask(contentEncoding ?? '')) : said;
    if (said.unknown !== undefined)
      this.#odd.push({ code: 'unknownCoding', coding: unknown ?? '' });
    if (said.none !== undefined) this.#odd.push({ code: 'noCoding', coding: none ?? '' });
    const codings: (Coding | undefined)[] = said.toUndo.toReversed();
    if (said.unknown === undefined && textual.test(head.contentType)) codings.unshift(undefined);
    const end: Sink = {
      write: chunk => this.#keep(chunk),
      end: () => {
        this.#finish();
      },
    };
    this.#first = codings.reduce((next, coding) => this.#layer(coding, next), end);
  }

  write(chunk: Buffer): boolean {
    return this.#finished || chunk.length === 0 || this.#first.write(chunk);
  }

  end(): void {
    if (!this.#finished) this.#first.end();
  }

  break(reason: FailureReason): void {
    if (this.#finished || (this.#isEnough && reason !== 'cancelled')) return;
    this.#damaged ??= reason;
    // Whoever cancels waits for nothing; otherwise what has come is decoded to its end.
    if (reason === 'cancelled') this.#finish();
    else this.end();
  }

  #layer(said: Coding | undefined, next: Sink): Layer {
    const outer = this.#layers.length + 1;
    const layer = new Layer(said, next, {
      onDrain: () => {
        this.#drain(outer);
      },
      onEnough: () => {
        this.#isEnough = true;
        this.#events.onEnough();
      },
      onOdd: oddity => {
        // Each layer may have its own junk, which is told once.
        if (!this.#odd.some(({ code }) => code === oddity.code)) this.#odd.push(oddity);
      },
      onDamaged: ifWhole => {
        if (this.#damaged === undefined) this.#ifWhole = ifWhole;
        this.#damaged ??= 'damagedEncoding';
      },
    });
    this.#layers.push(layer);
    return layer;
  }

  /** What comes from the layer before it, or from the connection, can be taken again. */
  #drain(index: number): void {
    const layer = this.#layers[index];
    if (layer) layer.drain();
    else this.#events.onDrain();
  }

  #keep(chunk: Buffer): boolean {
    if (this.#finished) return true;
    const busy = this.#collector.add(chunk);
    if (this.#collector.full) this.#giveUp();
    if (busy === undefined) return true;
    void busy.then(() => {
      if (this.#collector.full) this.#giveUp();
      this.#drain(0);
    });
    return false;
  }

  #giveUp(): void {
    if (this.#finished) return;
    this.#damaged ??= 'tooLarge';
    this.#events.onEnough();
    this.#finish();
  }

  #finish(): void {
    if (this.#finished) return;
    this.#finished = true;
    for (const layer of this.#layers) layer.destroy();
    const broken = this.#damaged !== undefined || !this.#head.hasKnownEnd;
    void this.#collector.finish({ broken }).then(content => {
      const lacks = this.#lacking();
      const isWhole = lacks !== undefined && isWholeJson(content, this.#head.contentType);
      const damaged = isWhole ? undefined : this.#damaged;
      const odd = isWhole ? [...this.#odd, { code: lacks }] : this.#odd;
      this.#events.onDone({ content, ...(damaged && { damaged }), ...(odd.length > 0 && { odd }) });
    });
  }

  /** The mark that more is not to come; where it alone is missing, only what came can tell. */
  #lacking(): 'noTrailer' | 'junkAfterBody' | 'noEnd' | undefined {
    if (this.#damaged === 'damagedEncoding') return this.#ifWhole;
    return this.#damaged !== undefined && unended.has(this.#damaged) ? 'noEnd' : undefined;
  }
}

/** How a body ends whose server does not end it. */
const unended: ReadonlySet<FailureReason> = new Set<FailureReason>([
  'damagedLength',
  'connectionLost',
  'bodyTimeout',
  'totalTimeout',
]);

/** More is not read in one go. */
const longestRead = 16 * 1_048_576;

/** Types of one JSON value; of several nobody knows how many were to come. */
const oneValue = /^\s*(?:application|text)\/(?:[\w.-]+\+)?json\s*(?:;|,|$)/i;

function isWholeJson({ bytes, length }: Content, contentType: string): boolean {
  if (length > Math.min(longestRead, bytes.length) || !oneValue.test(contentType)) return false;
  try {
    // More digits may have been to come.
    return typeof JSON.parse(toText(bytes, contentType)) !== 'number';
  } catch {
    return false;
  }
}
