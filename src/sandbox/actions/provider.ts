import type { Account } from '../accounts';
import { testSource } from '../data/vocabulary';

/** Whose form is filled in: of a test key always the practice forms, whose id is the source of its jobs. */
export const providerOf = ({ side }: Pick<Account, 'side'>) =>
  side === 'test'
    ? { provider_id: testSource, provider_name: 'Jobo Sandbox' }
    : { provider_id: 'greenhouse', provider_name: 'Greenhouse' };
