import path from 'node:path';

/** Loads a bundle from this bundle's folder. Call it when the bundle is first needed, not at activation. */
export const loadBundle = (name: string): unknown => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a path that the bundler must leave alone
  return require(path.join(__dirname, name));
};
