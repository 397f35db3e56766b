import type { Account } from '../accounts';
import { testSource } from '../data/vocabulary';

/** The site whose form is filled in. A test key always gets the practice forms; their id is the source of its jobs. */
export const providerOf = ({ side }: Pick<Account, 'side'>) =>
  side === 'test'
    ? { provider_id: testSource, provider_name: 'Jobo Sandbox' }
    : { provider_id: 'greenhouse', provider_name: 'Greenhouse' };
