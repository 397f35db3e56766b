/** Undefined if `read` throws; `failed` gets the fault. An answer that cannot be read must not be lost as a run. */
export function orAbsent<T>(read: () => T, failed: (fault: unknown) => void): T | undefined {
  try {
    return read();
  } catch (fault) {
    failed(fault);
    return undefined;
  }
}
