import type { Operation } from '../../core/catalog/operation';
import type { RefusalReason } from '../../core/exchange';
import type { Profile } from '../../core/profiles';
import { isTestKey } from '../../core/keys/apiKey';
import type { Destination } from '../../core/transport/transport';
import type { Log } from '../common/log';
import type { Keys } from './keys';
import type { ProfileStore } from './profileStore';
import type { SandboxHost } from './sandboxHost';

export interface DestinationsParts {
  readonly profiles: ProfileStore;
  readonly keys: Keys;
  readonly sandbox: SandboxHost;
  readonly log: Log;
}

/** Where requests of a profile go, or why nothing is sent. The key is looked at again for every attempt. */
export function createDestinations(parts: DestinationsParts) {
  const { profiles, keys, sandbox } = parts;
  return {
    originOf(name: string): string {
      const profile = profiles.find(name);
      // The sandbox has no port before it is started.
      if (profile?.kind === 'sandbox')
        return sandbox.running?.url.replace(/\/$/, '') ?? 'http://127.0.0.1';
      return profile?.origin ?? 'https://unknown.invalid';
    },
    accountOf(name: string): string {
      const profile = profiles.find(name);
      // The sandbox has a new address and new keys at every start, but counts as the same account.
      if (!profile || profile.kind === 'sandbox') return sandbox.keyName;
      return `${profile.origin} ${keys.since(profile)}`;
    },
    destination: async (
      name: string,
      operation: Operation,
    ): Promise<Destination | RefusalReason> => {
      const profile = profiles.find(name);
      if (!profile) return 'unknownProfile';
      return profile.kind === 'sandbox'
        ? sandboxDestination(parts)
        : serverDestination(parts, profile, operation);
    },
  };
}

async function sandboxDestination({
  sandbox,
  log,
}: DestinationsParts): Promise<Destination | RefusalReason> {
  try {
    return await sandbox.destination();
  } catch (failure) {
    log.error(failure instanceof Error ? failure : String(failure));
    return 'sandboxFailed';
  }
}

async function serverDestination(
  { keys, log }: DestinationsParts,
  profile: Profile,
  operation: Operation,
): Promise<Destination | RefusalReason> {
  /** A locked keyring counts as no key: nothing is sent, and the log says why. */
  const read = () =>
    keys.expected(profile).catch((failure: unknown) => {
      log.error(failure instanceof Error ? failure : String(failure));
      return undefined;
    });
  const key = operation.key === 'none' ? undefined : await read();
  if (key === undefined && operation.key === 'required') return 'noKey';
  return {
    profile: profile.name,
    origin: profile.origin,
    unbilled: isTestKey(key),
    credential: () =>
      operation.key === 'none' ? Promise.resolve(undefined) : keys.forSending(profile),
  };
}
