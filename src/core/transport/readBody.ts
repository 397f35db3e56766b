import { toText } from '../charset/toUtf8';
import { nothingSaid, saidCodings, type Coding } from './coding/codings';
import { Layer, type Sink } from './coding/layer';
import type { CollectOptions } from './collect';
import { Collector } from './collect';
import type { Content, FailureReason, Oddity } from './transport';

/** The decoded body of an answer, and what is wrong or odd about it. */
export interface Body {
  readonly content: Content;
  readonly damaged?: FailureReason;
  readonly odd?: readonly Oddity[];
}

export interface BodyEvents {
  /** Write on, after a `write` that returned false. */
  onDrain(): void;
  /** No more bytes are wanted; the connection can be closed. */
  onEnough(): void;
  /** Called once. */
  onDone(body: Body): void;
}

/** Takes the encoded bytes of one answer, decodes and keeps them. */
export interface BodyReader extends Sink {
  /** The body ends early; what has come is kept. */
  break(reason: FailureReason): void;
}

/** What an answer's headers say about its body. */
export interface BodyHead {
  readonly contentEncoding: string | undefined;
  readonly contentType: string;
  readonly hasKnownEnd: boolean;
  /** As it stands in the header: of the encoded bytes, and not always true. */
  readonly contentLength?: string | undefined;
}

/** Types whose bodies are text, so that compressed bytes are an undeclared coding. */
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
  /** What the encoded data lacks at its end, if the body proves complete all the same. */
  #ifWhole: 'noTrailer' | 'junkAfterBody' | undefined;
  /** Bytes that come from now on do not belong to the body. */
  #isEnough = false;
  #finished = false;

  constructor(head: BodyHead, options: CollectOptions, events: BodyEvents) {
    this.#head = head;
    this.#collector = new Collector({ announced: announcedBy(head), ...options });
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
    if (this.#finished && reason === 'cancelled') {
      this.#damaged ??= 'cancelled';
      this.#collector.cancel();
    }
    if (this.#finished || (this.#isEnough && reason !== 'cancelled')) return;
    this.#damaged ??= reason;
    // A cancel ends at once; otherwise the bytes so far are decoded to their end.
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
        // Several layers may have the same oddity, which is reported once.
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

  /** Lets the layer before, or the connection, go on. */
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

  /** Which end mark is missing, if only that is: the content then shows whether the body is complete. */
  #lacking(): 'noTrailer' | 'junkAfterBody' | 'noEnd' | undefined {
    if (this.#damaged === 'damagedEncoding') return this.#ifWhole;
    return this.#damaged !== undefined && unended.has(this.#damaged) ? 'noEnd' : undefined;
  }
}

/** How many decoded bytes are announced; 0 if nothing is known of them. */
const announcedBy = ({ contentEncoding, contentLength = '' }: BodyHead): number =>
  contentEncoding === undefined && /^\d{1,15}$/.test(contentLength) ? Number(contentLength) : 0;

/** Failures of a body whose server does not mark its end. */
const unended: ReadonlySet<FailureReason> = new Set<FailureReason>([
  'damagedLength',
  'connectionLost',
  'bodyTimeout',
  'totalTimeout',
]);

/** In bytes; a longer body is not parsed. */
const longestRead = 16 * 1_048_576;

/** Types of one JSON value. A list of values (such as JSON Lines) cannot show whether it is complete. */
const oneValue = /^\s*(?:application|text)\/(?:[\w.-]+\+)?json\s*(?:;|,|$)/i;

function isWholeJson({ bytes, length }: Content, contentType: string): boolean {
  if (length > Math.min(longestRead, bytes.length) || !oneValue.test(contentType)) return false;
  try {
    // A number may have lost digits.
    return typeof JSON.parse(toText(bytes, contentType)) !== 'number';
  } catch {
    return false;
  }
}
