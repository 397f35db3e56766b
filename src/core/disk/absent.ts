/** The code of a file system error, such as `ENOENT`. */
export const codeOf = (failure: unknown): unknown =>
  typeof failure === 'object' && failure !== null && 'code' in failure ? failure.code : undefined;

/** Accepts `ENOENT` and throws every other failure again: a file that is not there is no failure. */
export function absent(failure: unknown): undefined {
  if (codeOf(failure) !== 'ENOENT') throw failure;
}
