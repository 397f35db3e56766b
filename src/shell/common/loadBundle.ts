import path from 'node:path';

/** Reads a bundle beside this one: when it is first needed, not when the extension starts. */
export const loadBundle = (name: string): unknown => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a path that the bundler must leave alone
  return require(path.join(__dirname, name));
};
