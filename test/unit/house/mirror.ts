import path from 'node:path';

const { posix } = path;

/** Where tests of what stands in a folder of src stand below test/unit: core's rooms at the top, the others as they are called. */
const roomOf = (sourceFolder: string): string => sourceFolder.replace(/^core(\/|$)/, '');

/** `a/b.test.ts` is called `b`, and so is `a/b.ts`. */
const nameOf = (file: string): string => posix.basename(file).replace(/(\.test)?\.tsx?$/, '');

const folderOf = (file: string): string => posix.dirname(file).replace(/^\.$/, '');

/** The folders of tests that no folder of src has, nor the list of those that need none. */
export function strangeFolders(
  tests: readonly string[],
  sources: readonly string[],
  others: Iterable<string>,
): readonly string[] {
  const known = new Set([...sources.map(file => roomOf(folderOf(file))), ...others]);
  return [...new Set(tests.map(folderOf))].filter(folder => !known.has(folder));
}

/**
 * The test files that have the name of a file of src and stand in the room of none that is called so.
 * @param tests paths below test/unit
 * @param sources paths below src
 */
export function misplacedTests(
  tests: readonly string[],
  sources: readonly string[],
): readonly string[] {
  const rooms = new Map<string, Set<string>>();
  for (const file of sources) {
    const there = rooms.get(nameOf(file)) ?? new Set();
    rooms.set(nameOf(file), there.add(roomOf(folderOf(file))));
  }
  return tests
    .filter(file => /\.test\.tsx?$/.test(file))
    .filter(file => rooms.get(nameOf(file))?.has(folderOf(file)) === false);
}
