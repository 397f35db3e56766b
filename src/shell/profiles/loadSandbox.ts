import { loadBundle } from '../common/loadBundle';
import type { SandboxBundle } from './sandboxHost';

/** Loads the bundle of the sandbox, which includes its data. */
export const loadSandbox = () => loadBundle('sandbox.js') as SandboxBundle;
