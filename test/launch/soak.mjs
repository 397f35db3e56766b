// npm run soak: counts again what held under attack, and prints the figures.
import { main, root } from './install.mjs';
import { onInterrupt, run } from './processGroup.mjs';

onInterrupt(() => undefined);
await main(async () => {
  const soak = ['--import', 'tsx', 'test/soak/run.ts', ...process.argv.slice(2)];
  const { code } = await run(process.execPath, soak, { cwd: root });
  return code;
});
