/** Undefined if `read` throws; `failed` gets the fault. A run must not be lost because its answer cannot be read. */
export function orAbsent<T>(read: () => T, failed: (fault: unknown) => void): T | undefined {
  try {
    return read();
  } catch (fault) {
    failed(fault);
    return undefined;
  }
}
