import type { CollectOptions } from './collect';
import { Collector } from './collect';
import { decodersFor, unknownIn } from './coding/codings';
import { chainOf, type DecoderChain } from './coding/decoderChain';
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
export interface BodyReader {
  /** False: no more until `onDrain`. */
  write(chunk: Buffer): boolean;
  /** All bytes have come. */
  end(): void;
  /** No more will come; what has come is kept. */
  break(reason: FailureReason): void;
}

export interface BodyHead {
  readonly contentEncoding: string | undefined;
  readonly hasKnownEnd: boolean;
}

export function readBody(
  { contentEncoding, hasKnownEnd }: BodyHead,
  options: CollectOptions,
  events: BodyEvents,
): BodyReader {
  const collector = new Collector(options);
  const make = decodersFor(contentEncoding);
  let damaged: FailureReason | undefined;
  const odd: Oddity[] = [];
  /** Null: nothing is to be undone. */
  let chain: DecoderChain | null | undefined;
  let finished = false;

  const nameUnknown = (): void => {
    const { keys } = options;
    odd.push({ code: 'unknownCoding', coding: unknownIn(keys.mask(contentEncoding ?? '')) });
  };
  const finish = (): void => {
    if (finished) return;
    finished = true;
    // No bytes came that could have been damaged by it.
    if (chain === undefined && make === undefined && damaged === undefined) nameUnknown();
    if (damaged === undefined && chain?.hasJunk()) odd.push({ code: 'junkAfterBody' });
    chain?.destroy();
    const end = { ...(damaged && { damaged }), ...(odd.length > 0 && { odd }) };
    void collector.finish({ broken: damaged !== undefined || !hasKnownEnd }).then(content => {
      events.onDone({ content, ...end });
    });
  };
  const giveUp = (reason: FailureReason): void => {
    if (finished) return;
    damaged ??= reason;
    events.onEnough();
    finish();
  };
  const keep = (chunk: Buffer, source: { pause(): void; resume(): void } | undefined): boolean => {
    if (finished) return true;
    const busy = collector.add(chunk);
    if (collector.full) giveUp('tooLarge');
    if (busy === undefined) return true;
    source?.pause();
    void busy.then(() => {
      if (collector.full) giveUp('tooLarge');
      if (source) source.resume();
      else events.onDrain();
    });
    return false;
  };
  const start = (first: number): DecoderChain | null => {
    if (make === undefined) {
      damaged = 'damagedEncoding';
      nameUnknown();
    }
    const decoders = make?.(first) ?? [];
    if (decoders.length === 0) return null;
    return chainOf(decoders, {
      onData: keep,
      onEnd(early) {
        finish();
        // What has come since is no part of it, and nobody knows how much will.
        if (early) events.onEnough();
      },
      onError() {
        giveUp(damaged ?? 'damagedEncoding');
      },
      onDrain() {
        events.onDrain();
      },
    });
  };
  return {
    write(chunk) {
      if (finished || chunk.length === 0) return true;
      if (chain === undefined) chain = start(chunk[0] ?? 0);
      return chain ? chain.write(chunk) : keep(chunk, undefined);
    },
    end() {
      if (chain && !finished) chain.end();
      else finish();
    },
    break(reason) {
      damaged ??= reason;
      // Whoever cancels waits for nothing; otherwise what has come is decoded to its end.
      if (chain && !finished && reason !== 'cancelled') chain.end();
      else finish();
    },
  };
}
