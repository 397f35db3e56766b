import assert from 'node:assert/strict';
import { EventEmitter, type SecretStorage } from 'vscode';
import { catalog } from '../../src/core/catalog/catalog';
import type { State } from '../../src/core/common/queuedState';
import { Balances } from '../../src/shell/credits/balances';
import { KnownKeys } from '../../src/core/keys/knownKeys';
import { anyKeys } from '../../src/core/request/keyErrors';
import { Drafts } from '../../src/shell/requests/drafts';
import { ProfileStore } from '../../src/shell/profiles/profileStore';
import { SandboxHost } from '../../src/shell/profiles/sandboxHost';
import { Keys } from '../../src/shell/profiles/keys';
import { wrongValues } from '../unit/kept/wrongValues';
import { exchangeOf } from './exchanges';

const profile = { name: '__proto__', origin: 'https://api.example', kind: 'own' } as const;

/** Holds the same wrong value under every key, until something is written there. */
function holding(wrong: unknown): State {
  const values = new Map<string, unknown>();
  return {
    get: key => (values.has(key) ? values.get(key) : wrong),
    update: (key, value) => {
      values.set(key, value);
      return Promise.resolve();
    },
  };
}

const answer = exchangeOf(
  'getJob',
  { kind: 'answered', status: 200 },
  { profile: '__proto__', credits: { balance: 5 } },
);

const noSecrets: SecretStorage = {
  get: () => Promise.resolve(undefined),
  store: () => Promise.resolve(),
  delete: () => Promise.resolve(),
  onDidChange: new EventEmitter<{ key: string }>().event,
};

describe('kept state of another type', () => {
  const show = (value: unknown) => `${typeof value} ${JSON.stringify(value)}`;

  it('is no profile: Live and Sandbox are there, and one can be added, used and removed', async () => {
    for (const wrong of wrongValues) {
      const profiles = new ProfileStore(holding(wrong), holding(wrong));
      assert.equal(profiles.all().length, 2, show(wrong));
      assert.equal(profiles.active.name, 'Sandbox', show(wrong));
      await profiles.put(profile);
      await profiles.activate('__proto__');
      assert.deepEqual(profiles.active, profile);
      await profiles.remove('__proto__');
      assert.equal(profiles.active.name, 'Sandbox');
      profiles.dispose();
    }
  });

  it('is no draft: every operation has the one that it begins with', async () => {
    for (const wrong of wrongValues) {
      const drafts = new Drafts(holding(wrong), anyKeys);
      for (const operation of catalog().operations) {
        const { operationId, path, headers } = drafts.get(operation);
        assert.deepEqual([operationId, path, headers], [operation.id, {}, {}], show(wrong));
      }
      await drafts.reset('getJob');
      drafts.dispose();
    }
  });

  it('is no balance, no change of a key and no choice of one', async () => {
    for (const wrong of wrongValues) {
      const balances = new Balances(holding(wrong));
      assert.equal(balances.of('__proto__'), undefined, show(wrong));
      assert.equal(balances.since('toString'), 0, show(wrong));
      await balances.onExchange(answer);
      assert.equal(balances.of('__proto__')?.credits, 5);
      await balances.forget('__proto__');
      assert.equal(balances.of('__proto__'), undefined);
      balances.dispose();
      const keys = new Keys(noSecrets, holding(wrong), new KnownKeys(), () => []);
      const since = keys.since(profile);
      assert.ok(Number.isFinite(since) && since >= 0, show(wrong));
      assert.equal(await keys.state(profile), wrong === true ? 'lost' : 'none');
      keys.dispose();
      const sandbox = new SandboxHost(() => assert.fail('not started'), holding(wrong), console);
      assert.equal(typeof sandbox.keyName, 'string', show(wrong));
    }
  });
});
