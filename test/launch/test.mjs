// npm test: every suite, then one line "N passed, N failed".
import { main } from './install.mjs';
import { onInterrupt } from './processGroup.mjs';

const interrupt = new AbortController();
onInterrupt(() => interrupt.abort());
void main(async () => {
  const { runSuites } = await import('./runSuites.mts');
  return await runSuites(process.argv.slice(2), interrupt.signal);
});
