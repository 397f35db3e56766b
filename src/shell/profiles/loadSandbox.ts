import { loadBundle } from '../common/loadBundle';
import type { SandboxBundle } from './sandboxHost';

/** The sandbox with all that it pretends to know. */
export const loadSandbox = () => loadBundle('sandbox.js') as SandboxBundle;
