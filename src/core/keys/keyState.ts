/** Where the key of a profile is. `lost`: it was stored and is gone, for example if the keyring cannot decrypt it. */
export type KeyState = 'stored' | 'windowOnly' | 'none' | 'lost';
