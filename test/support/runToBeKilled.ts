import { harness, realTime } from '../unit/run/harness';
import { draft } from '../unit/request/drafts';

/** A program: sends one request that costs credits, tells how it goes line by line, and never ends by itself. */
async function main([origin = '']: readonly string[]): Promise<void> {
  const parts = await harness(() => ({ origin, key: 'k'.repeat(20) }), { world: realTime });
  console.log(parts.folder);
  parts.explorer.onDidChange(({ outcome }) => console.log(outcome.kind));
  const body = JSON.stringify({ job_id: '3f2b8c1e-0000-4000-8000-000000000000' });
  await parts.explorer.run(draft('createApplication', { body }), { profile: 'own' });
}

void main(process.argv.slice(2));
setInterval(() => undefined, 60_000);
