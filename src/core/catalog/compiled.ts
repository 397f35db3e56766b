import compiled from '../generated/catalog.json';
import type { Catalog } from './operation';

/**
 * Compiled from openapi.yaml by `npm run generate`. A file of its own in the extension (esbuild.mjs), read with the
 * first call: nothing may call it while modules load.
 */
export const catalog = (): Catalog => compiled as unknown as Catalog;
