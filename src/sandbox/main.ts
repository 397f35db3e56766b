import { startSandbox } from './server';

export { startSandbox };

const usage = 'Use: --port N, a number from 0 to 65535 (0: any free port).';

function portFrom(args: readonly string[]): number | undefined {
  const at = args.indexOf('--port');
  const text =
    at >= 0 ? (args[at + 1] ?? '') : (args.find(arg => arg.startsWith('--port='))?.slice(7) ?? '0');
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  return port <= 65_535 ? port : undefined;
}

async function runAsProgram(): Promise<void> {
  const port = portFrom(process.argv.slice(2));
  if (port === undefined) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const sandbox = await startSandbox({ port, log: line => console.log(line) });
  console.log(JSON.stringify({ url: sandbox.url, keys: sandbox.keys }));
  const end = (): void => void sandbox.stop().then(() => process.exit(0));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

// In the extension host `require.main` is the host's own module, so nothing is started there.
if (typeof require !== 'undefined' && require.main === module) {
  runAsProgram().catch((fault: unknown) => {
    console.error(fault instanceof Error ? fault.message : String(fault));
    process.exitCode = 1;
  });
}
