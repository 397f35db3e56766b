/** What cannot be read is absent, and the fault is told: reading what others sent must not undo that it came. */
export function orAbsent<T>(read: () => T, failed: (fault: unknown) => void): T | undefined {
  try {
    return read();
  } catch (fault) {
    failed(fault);
    return undefined;
  }
}
