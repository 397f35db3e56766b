import * as fs from 'node:fs';
import * as path from 'node:path';
import { freePort } from '../launch/freePort.mjs';
import { root } from '../launch/install.mjs';
import { createAuthority } from '../support/certificates';
import { hostileSettings } from './hostileSettings';

/**
 * One start of the editor. Cases share one unless they need another beginning (an environment, a workspace, an empty
 * profile) or leave an end behind that none could begin with.
 */
export interface Launch {
  readonly name: string;
  /** The folders of test/integration whose cases run, one after the other; `.`: its own. */
  readonly cases: readonly string[];
  /** Needs what only the packaged host has: Linux, or a workspace that is not trusted. */
  readonly packagedOnly?: true;
  /** Makes what the cases need, in a folder of this launch. */
  readonly prepare: (folder: string) => Promise<Prepared>;
}

interface Prepared {
  /** A folder or a `.code-workspace`. */
  readonly opens: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

const emptyFolder = (folder: string, name = 'project'): string => {
  const made = path.join(folder, name);
  fs.mkdirSync(made, { recursive: true });
  return made;
};

const workspace = path.join(root, 'test/fixtures/workspace');

export const launches: readonly Launch[] = [
  { name: 'main', cases: ['.'], prepare: () => Promise.resolve({ opens: workspace }) },
  {
    name: 'network',
    cases: ['network'],
    packagedOnly: true,
    async prepare(folder) {
      const port = await freePort();
      const proxy = `http://127.0.0.1:${port}`;
      const env = { ...certificates(folder), JOBO_PROXY_PORT: `${port}`, https_proxy: proxy };
      return { opens: emptyFolder(folder), env };
    },
  },
  {
    name: 'trusted workspace',
    cases: ['workspaces'],
    packagedOnly: true,
    prepare: folder => hostileWorkspace(folder, true),
  },
  {
    name: 'untrusted workspace',
    cases: ['workspaces'],
    packagedOnly: true,
    async prepare(folder) {
      return { ...(await hostileWorkspace(folder, false)), args: ['--ask-for-trust'] };
    },
  },
  {
    // One folder has to see the extension activated, one ends it; what stands between could run in main, and runs beside it.
    name: 'second',
    cases: ['lostKey', 'editor', 'fixes', 'ending'],
    prepare: folder => Promise.resolve({ opens: emptyFolder(folder) }),
  },
];

/** Whatever stands in the way out of the machine that the tests run on. */
const noProxies = Object.fromEntries(
  ['http_proxy', 'https_proxy', 'no_proxy'].flatMap(name => [
    [name, ''],
    [name.toUpperCase(), ''],
  ]),
) as Readonly<Record<string, string>>;

/** A system with one more authority, and a certificate of it for this machine and for names that do not exist. */
function certificates(folder: string) {
  const authority = createAuthority('Authority of the system');
  const { cert, key } = authority.issue({
    name: 'this machine',
    hosts: ['localhost', 'api.invalid'],
    addresses: ['127.0.0.1', '0.0.0.0'],
  });
  const files = { authority: authority.cert, cert, key };
  for (const [name, text] of Object.entries(files)) {
    fs.writeFileSync(path.join(folder, `${name}.pem`), text);
  }
  const file = path.join(folder, 'authority.pem');
  return { ...noProxies, SSL_CERT_FILE: file, JOBO_CERTIFICATES: folder };
}

/** Two folders and a `.code-workspace`, each with every setting by which a key could be led astray. */
async function hostileWorkspace(folder: string, trusted: boolean): Promise<Prepared> {
  const port = await freePort();
  const settings = hostileSettings(`http://127.0.0.1:${port}`);
  const folders = ['one', 'two'].map(name => {
    const settingsFolder = emptyFolder(folder, `${name}/.vscode`);
    fs.writeFileSync(path.join(settingsFolder, 'settings.json'), JSON.stringify(settings));
    return { path: name };
  });
  const file = path.join(folder, 'hostile.code-workspace');
  fs.writeFileSync(file, JSON.stringify({ folders, settings }));
  const env = {
    ...certificates(folder),
    JOBO_ATTACKER_PORT: `${port}`,
    JOBO_TRUSTED: `${trusted}`,
  };
  return { opens: file, env };
}
