/** A text with its percent escapes decoded. */
export interface Decoded {
  readonly text: string;
  /** A percent sign begins no escape, or the bytes are no UTF-8: they are kept as they are. */
  readonly isBroken: boolean;
}

/** Decodes each run of escapes by itself, so that a broken one does not affect the others. */
export function percentDecoded(text: string): Decoded {
  let isBroken = false;
  const decoded = text.replace(/(?:%[\da-f]{2})+|%/gi, run => {
    try {
      return decodeURIComponent(run);
    } catch {
      isBroken = true;
      return run;
    }
  });
  return { text: decoded, isBroken };
}
