import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { partsOf } from '../../launch/suites.mjs';
import { engines, read, root } from './files';

interface Job {
  readonly permissions?: unknown;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly steps: readonly {
    readonly id?: string;
    readonly uses?: string;
    readonly run?: string;
  }[];
}

const text = read('.github/workflows/test.yml');
const workflow = parse(text) as {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<'oldest' | 'everything' | 'host', Job>>;
};
const { oldest, everything, host } = workflow.jobs;
const jobs = Object.values(workflow.jobs);
const runsOf = ({ steps }: Job): string => steps.map(({ run = '' }) => run).join('\n');

describe('the workflow', () => {
  it('needs no secret, and may only read', () => {
    assert.doesNotMatch(text, /\bsecrets\b|\btoken\b/);
    assert.deepEqual(workflow.permissions, { contents: 'read' });
    for (const { permissions } of jobs) assert.equal(permissions, undefined);
  });

  it('takes GitHub’s own actions only, each of a major version', () => {
    const used = jobs.flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
    assert.ok(used.length > 0);
    for (const action of used) assert.match(action, /^actions\/[\w-]+@v\d+$/);
  });

  it('runs every part, and packs', () => {
    for (const part of partsOf([])) assert.ok(runsOf(everything).includes(` --${part}`), part);
    assert.ok(runsOf(everything).includes('npm run package'));
  });

  it('runs the in-host cases on three systems, in two versions of VS Code', () => {
    assert.ok(runsOf(host).includes('npm test -- --host'));
    const { os: systems, vscode = [] } = host.strategy?.matrix ?? {};
    assert.deepEqual(systems, ['ubuntu-latest', 'macos-latest', 'windows-latest']);
    assert.deepEqual(vscode, ['${{ needs.oldest.outputs.vscode }}', 'stable']);
  });

  it('reads the oldest versions from package.json, where alone they stand', () => {
    const { node = '', vscode = '' } = outputOf(oldest);
    assert.deepEqual({ vscode: `^${vscode}`, node: `>=${node}` }, engines);
    for (const version of [node, vscode]) assert.ok(!text.includes(version), version);
  });
});

/** What the step that reads them hands on, run as GitHub runs it. */
function outputOf({ steps }: Job): Readonly<Record<string, string>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jobo-workflow-'));
  const file = path.join(folder, 'output');
  try {
    const { run = '' } = steps.find(({ id }) => id === 'engines') ?? {};
    const env = { ...process.env, GITHUB_OUTPUT: file };
    execFileSync('sh', ['-c', run], { cwd: root, env });
    const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n');
    return Object.fromEntries(lines.map(line => line.split('='))) as Record<string, string>;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
