import type { Decoder } from './codings';

export interface DecoderChain {
  /** False: no more until `onDrain`. */
  write(chunk: Buffer): boolean;
  /** All bytes have come. */
  end(): void;
  destroy(): void;
  /** Whether bytes came behind the end of what one of the decoders undid. */
  hasJunk(): boolean;
}

interface ChainEvents {
  onData(chunk: Buffer, source: Decoder): void;
  /** @param early although more may come */
  onEnd(early: boolean): void;
  onError(): void;
  onDrain(): void;
}

/** Bytes pass the decoders one after the other. @param decoders at least one */
export function chainOf(decoders: readonly Decoder[], events: ChainEvents): DecoderChain {
  const [first] = decoders;
  const given = decoders.map(() => 0);
  let isGiven = false;
  const count = (index: number, { length }: Buffer): void => {
    given[index] = (given[index] ?? 0) + length;
  };
  decoders.forEach((decoder, index) => {
    const next = decoders[index + 1];
    decoder.on('data', (chunk: Buffer) => {
      if (next) count(index + 1, chunk);
      else events.onData(chunk, decoder);
    });
    if (next) decoder.pipe(next);
    else
      decoder.on('end', () => {
        events.onEnd(!isGiven);
      });
    decoder.on('error', () => {
      events.onError();
    });
  });
  first?.on('drain', () => {
    events.onDrain();
  });
  return {
    write(chunk) {
      count(0, chunk);
      return first?.write(chunk) ?? true;
    },
    end() {
      isGiven = true;
      first?.end();
    },
    destroy() {
      for (const decoder of decoders) decoder.destroy();
    },
    hasJunk: () => decoders.some(({ bytesWritten }, index) => bytesWritten < (given[index] ?? 0)),
  };
}
