// npm start: opens a VS Code with the extension in it.
import { main } from './install.mjs';
import { onInterrupt } from './processGroup.mjs';

let interrupted = false;
onInterrupt(() => {
  interrupted = true;
});
await main(async () => {
  const { openEditor } = await import('./openEditor.mts');
  return await openEditor(process.argv.slice(2));
});
// Ctrl+C is how a start ends.
if (interrupted) process.exitCode = 0;
