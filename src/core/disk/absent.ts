/** The code of a failure of the disk, such as `ENOENT`. */
export const codeOf = (failure: unknown): unknown =>
  typeof failure === 'object' && failure !== null && 'code' in failure ? failure.code : undefined;

/** Removing or reading what is not there is no failure. */
export function absent(failure: unknown): undefined {
  if (codeOf(failure) !== 'ENOENT') throw failure;
}
