import type { Transform } from 'node:stream';
import type { CollectOptions } from './collect';
import { Collector } from './collect';
import { decodersFor } from './decode';
import type { Content, FailureReason } from './transport';

export interface Body {
  readonly content: Content;
  readonly damaged?: FailureReason;
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

export function readBody(
  contentEncoding: string | undefined,
  options: CollectOptions,
  events: BodyEvents,
): BodyReader {
  const collector = new Collector(options);
  const make = decodersFor(contentEncoding);
  let damaged: FailureReason | undefined;
  let chain: Transform[] | undefined;
  let finished = false;

  const finish = (): void => {
    if (finished) return;
    finished = true;
    for (const decoder of chain ?? []) decoder.destroy();
    void collector.finish({ broken: damaged !== undefined }).then(content => {
      events.onDone({ content, ...(damaged && { damaged }) });
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
  const start = (first: number): Transform[] => {
    if (make === undefined) damaged = 'damagedEncoding';
    const decoders = make?.(first) ?? [];
    decoders.forEach((decoder, index) => {
      const next = decoders[index + 1];
      if (next) decoder.pipe(next);
      else decoder.on('data', (chunk: Buffer) => keep(chunk, decoder)).on('end', finish);
      decoder.on('error', () => {
        giveUp(damaged ?? 'damagedEncoding');
      });
    });
    decoders[0]?.on('drain', () => {
      events.onDrain();
    });
    return decoders;
  };
  return {
    write(chunk) {
      if (finished || chunk.length === 0) return true;
      chain ??= start(chunk[0] ?? 0);
      const [decoder] = chain;
      return decoder ? decoder.write(chunk) : keep(chunk, undefined);
    },
    end() {
      const decoder = chain?.[0];
      if (decoder && !finished) decoder.end();
      else finish();
    },
    break(reason) {
      damaged ??= reason;
      const decoder = chain?.[0];
      // Whoever cancels waits for nothing; otherwise what has come is decoded to its end.
      if (decoder && !finished && reason !== 'cancelled') decoder.end();
      else finish();
    },
  };
}
