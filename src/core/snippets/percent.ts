export interface Decoded {
  readonly text: string;
  /** A percent sign begins no escape, or its bytes are no UTF-8: it stands for itself. */
  readonly isBroken: boolean;
}

/** Each run of escapes by itself, so that a broken one leaves the others as they are meant. */
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
